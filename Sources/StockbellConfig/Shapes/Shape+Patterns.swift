import FoundationEssentials
import JSON5
import StockbellCore

extension Shape<Where.Test> {
    /// One pattern, several of which one must fit, or `{ "not": … }` around either.
    static var patterns: Shape {
        test(of: "a pattern such as \"TV-*\", a list of patterns, or { \"not\": … }", Shape<[Glob]>.oneOrMany(.pattern).map(Where.Test.matches))
    }

    /// Patterns for names of sources: each must fit one of this file's.
    static var sourcePatterns: Shape {
        test(of: "the name of a source, a list of names, or { \"not\": … }", Shape<[Glob]>.oneOrMany(.sourcePattern).map(Where.Test.matches))
    }

    /// Names of lists, of which one must hold the item, or `{ "not": … }` around them.
    static var lists: Shape {
        test(of: "the name of a list, a list of names, or { \"not\": … }", Shape<[ItemList]>.oneOrMany(.listName).map(Where.Test.isOn))
    }

    /// A yes or no, or `{ "not": … }` around it, which "not told" answers too.
    static var flag: Shape { test(of: "true, false, or { \"not\": … }", Shape<Bool>.flag.map(Where.Test.equals)) }

    /// Bounds for a number: `{ ">=": 3 }`, or a number alone.
    static var comparison: Shape {
        let words = "a number, bounds such as { \">=\": 3 }, or { \"not\": … }"
        let number = Shape<Decimal>.quantity()
        let signs = Where.Comparison.Operator.allCases
        let bounds: JSON = [
            "type": "object", "properties": .object(signs.map { JSON.Member(key: $0.rawValue, value: number.schema) }), "minProperties": 1,
            "additionalProperties": false,
        ]
        return test(
            of: words,
            Shape(words, schema: ["anyOf": [number.schema, bounds]]) { written, reading in
                guard case .object(let members) = written.node.value else {
                    return number.read(written, &reading).map { .compares([Where.Comparison(.equal, $0)]) }
                }
                let comparisons = members.compactMap { member -> Where.Comparison? in
                    guard let sign = Where.Comparison.Operator(rawValue: member.key) else {
                        let known = signs.map { $0.rawValue.quoted }.joined(separator: ", ")
                        reading.error("unknown comparison; there are \(known)", at: written.place.key(member.key, at: member.position))
                        return nil
                    }
                    return number.read(written.member(member), &reading).map { Where.Comparison(sign, $0) }
                }
                guard !comparisons.isEmpty, comparisons.count == members.count else {
                    if members.isEmpty { reading.error("must be \(words)", at: written.place) }
                    return nil
                }
                return .compares(comparisons)
            }, isOwn: { $0 != "not" })
    }

    /// - Parameter isOwn: whether an object with that first key is the plain shape's own.
    private static func test(of words: String, _ plain: Shape, isOwn: @escaping @Sendable (String) -> Bool = { _ in false }) -> Shape {
        let negated: JSON = ["type": "object", "properties": ["not": plain.schema], "required": ["not"], "additionalProperties": false]
        return Shape(words, schema: ["anyOf": [plain.schema, negated]]) { written, reading in
            guard case .object(let members) = written.node.value else { return plain.read(written, &reading) }
            if members.first.map({ isOwn($0.key) }) ?? false { return plain.read(written, &reading) }
            if let member = members.first(where: { Where.Comparison.Operator(rawValue: $0.key) != nil }) {
                reading.error("\"\(member.key)\" is for numbers, such as a price", at: written.place.key(member.key, at: member.position))
                return nil
            }
            guard members.count == 1, let member = members.first, member.key == "not" else {
                reading.error("must be \(words)", at: written.place)
                return nil
            }
            return plain.read(written.member(member), &reading).map(Where.Test.not)
        }
    }
}

extension Shape<Glob> {
    /// A text in which `*` stands for anything.
    static var pattern: Shape {
        Shape("a pattern") { text, _ throws(Complaint) in
            guard !text.value.isEmpty else { throw Complaint("must not be empty; \"*\" fits everything") }
            return Glob(text.value)
        }
    }

    static var sourcePattern: Shape {
        Shape("the name of a source") { text, reading throws(Complaint) in
            let glob = Glob(text.value)
            guard reading.names.sources.contains(where: glob.matches) else {
                let hint = text.hint(in: reading.names.sources)
                let known = reading.names.sources.map(\.quoted).joined(separator: ", ")
                throw Complaint(
                    "no source is named \(text.quoted)\(hint.isEmpty ? known.isEmpty ? "; there are none" : "; there are \(known)" : hint)")
            }
            return glob
        }
    }
}
