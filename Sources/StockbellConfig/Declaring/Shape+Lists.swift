import JSON5

extension Shape {
    /// A list.
    static func list<Element: Sendable>(
        of element: Shape<Element>, _ words: String, atLeast minimum: Int = 0, ifEmpty advice: String = "leave the key out"
    ) -> Shape where Value == [Element] {
        let schema: JSON = ["type": "array", "items": element.schema]
        return Shape(words, schema: minimum > 0 ? schema.with(["minItems": .integer(minimum)]) : schema) { written, reading in
            guard case .array(let nodes) = written.node.value else {
                reading.error("must be \(words), found \(written.node.kind)", at: written.place)
                return nil
            }
            guard nodes.count >= minimum else {
                reading.error("must not be empty; \(advice)", at: written.place)
                return nil
            }
            return written.items(nodes).compactMap { element.read($0, &reading) }
        }
    }

    /// One value, or a list of one or more.
    ///
    /// - Parameter advice: what to do about an empty one.
    static func oneOrMany<Element: Sendable>(_ element: Shape<Element>, ifEmpty advice: String = "leave the key out") -> Shape
    where Value == [Element] {
        let many = list(of: element, "\(element.words) or a list of them", atLeast: 1, ifEmpty: advice)
        return Shape(many.words, schema: ["anyOf": [element.schema, many.schema]]) { written, reading in
            if case .array = written.node.value { return many.read(written, &reading) }
            return element.read(written, &reading).map { [$0] }
        }
    }

    /// An object whose keys are names that the shop chooses.
    ///
    /// Names stand in URLs, file names and headers, hence letters, digits and hyphens, at most 64; two that differ in case only are refused.
    static func named<Element: Sendable>(_ thing: String, _ element: Shape<Element>) -> Shape where Value == [Named<Element>] {
        let schema: JSON = [
            "type": "object", "propertyNames": ["pattern": "^[A-Za-z0-9][A-Za-z0-9-]{0,63}$"], "additionalProperties": element.schema,
        ]
        let words = "an object: the name of each \(thing), and what it is"
        return Shape(words, schema: schema) { written, reading in
            guard case .object(let members) = written.node.value else {
                reading.error("must be \(words), found \(written.node.kind)", at: written.place)
                return nil
            }
            var taken: [String: String] = [:]
            return members.compactMap { member in
                let place = written.place.key(member.key, at: member.position)
                let letters = member.key.utf8
                if letters.isEmpty || letters.count > 64 || letters.first == UInt8(ascii: "-") || !letters.allSatisfy(\.isNamePart) {
                    let plain = member.key.asName
                    reading.error(
                        "the name of a \(thing) has letters a to z, digits and hyphens, begins with no hyphen, and is not longer than 64"
                            + (plain.isEmpty ? "" : "; write \(plain.quoted)"), at: place)
                } else if let other = taken.updateValue(member.key, forKey: member.key.lowercased()) {
                    reading.error("there is a \(thing) named \(other.quoted) already; names that differ in case only are one", at: place)
                }
                return element.read(written.member(member), &reading).map { Named(name: member.key, place: place, value: $0) }
            }
        }
    }

    /// The value with its place.
    static func found<Inner: Sendable>(_ inner: Shape<Inner>) -> Shape where Value == Found<Inner> {
        Shape(inner.words, schema: inner.schema) { written, reading in
            inner.read(written, &reading).map { Found(value: $0, written: written) }
        }
    }
}

extension UInt8 {
    fileprivate var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension String {
    /// The text as a name that may stand in URLs: umlauts as two letters, gaps as hyphens; empty where nothing is left.
    fileprivate var asName: String {
        let letters: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"]
        let plain = map { letters[$0] ?? ($0.utf8.count == 1 && $0.utf8.allSatisfy(\.isNamePart) ? String($0) : "-") }.joined()
        return plain.utf8.count > 64 ? "" : plain.split(separator: "-").joined(separator: "-")
    }
}
