/// Reads the text of a `JSONPath`.
struct JSONPathReader {
    private static let mostSteps = 32

    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    mutating func path() throws(JSONPath.Mistake) -> (JSONPath.Root, [JSONPath.Step]) {
        let root: JSONPath.Root
        switch rest.popFirst() {
        case "$": root = .body
        case "@": root = .event
        default: throw JSONPath.Mistake(reason: "begins with neither $ (the body) nor @ (an event of it); write \"$.stock.available\"")
        }
        var steps: [JSONPath.Step] = []
        while let scalar = rest.popFirst() {
            switch scalar {
            case ".": steps.append(try dotted())
            case "[": steps.append(try bracketed())
            default: throw JSONPath.Mistake(reason: "has \"\(scalar)\" where a \".\" or a \"[\" belongs")
            }
        }
        guard steps.count <= Self.mostSteps else { throw JSONPath.Mistake(reason: "is deeper than \(Self.mostSteps) steps") }
        return (root, steps)
    }

    /// A name behind a point: letters, digits and underscores, and a hyphen, which most APIs have and RFC 9535 wants in brackets.
    private mutating func dotted() throws(JSONPath.Mistake) -> JSONPath.Step {
        if rest.first == "." { throw JSONPath.Mistake(reason: "has \"..\": every step must be named") }
        if rest.first == "*" { throw JSONPath.Mistake(reason: "has \".*\"; write [*] for each element of a list") }
        var name = ""
        while let scalar = rest.first, scalar.isNamePart {
            name.unicodeScalars.append(scalar)
            rest.removeFirst()
        }
        guard !name.isEmpty else { throw JSONPath.Mistake(reason: "has no name behind a \".\"; a name with other characters goes into ['…']") }
        return .member(name)
    }

    private mutating func bracketed() throws(JSONPath.Mistake) -> JSONPath.Step {
        let step: JSONPath.Step
        switch rest.first {
        case "*":
            rest.removeFirst()
            step = .each
        case "'", "\"": step = .member(try quoted())
        default: step = .index(try index())
        }
        guard rest.popFirst() == "]" else { throw JSONPath.Mistake(reason: "has a \"[\" without its \"]\", or more than one thing between them") }
        return step
    }

    private mutating func quoted() throws(JSONPath.Mistake) -> String {
        let quote = rest.removeFirst()
        var name = ""
        while let scalar = rest.popFirst() {
            if scalar == quote { return name }
            guard scalar == "\\" else {
                name.unicodeScalars.append(scalar)
                continue
            }
            guard let escaped = rest.popFirst(), escaped == quote || escaped == "\\" else {
                throw JSONPath.Mistake(reason: "has a \"\\\" that is neither before a quote nor before another")
            }
            name.unicodeScalars.append(escaped)
        }
        throw JSONPath.Mistake(reason: "has a quote without its other one")
    }

    private mutating func index() throws(JSONPath.Mistake) -> Int {
        var digits = ""
        while let scalar = rest.first, ("0"..."9").contains(scalar) {
            digits.unicodeScalars.append(scalar)
            rest.removeFirst()
        }
        guard digits.utf8.count <= 6, let index = Int(digits) else {
            throw JSONPath.Mistake(reason: "has between its brackets neither a position from 0, nor ['a name'], nor [*]")
        }
        return index
    }
}

extension Unicode.Scalar {
    fileprivate var isNamePart: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: value >= 0x80
        }
    }
}
