/// Reads values by recursive descent; the depth is bounded, so the stack is.
struct Parser {
    private var scanner: Scanner
    private let maximumDepth: Int
    private var depth = 0
    private(set) var duplicates: [SyntaxError] = []

    init(_ scanner: Scanner, maximumDepth: Int) {
        self.scanner = scanner
        self.maximumDepth = maximumDepth
    }

    mutating func document() throws(SyntaxError) -> Node {
        try scanner.skipBlanks()
        let root = try value()
        try scanner.skipBlanks()
        guard scanner.current == nil else { throw unexpected("the end of the text") }
        return root
    }

    private mutating func value() throws(SyntaxError) -> Node {
        let start = scanner.position
        switch scanner.current {
        case "{":
            return Node(.object(try nested { parser throws(SyntaxError) in try parser.members() }), at: start)
        case "[":
            return Node(.array(try nested { parser throws(SyntaxError) in try parser.elements() }), at: start)
        case "\"", "'":
            return Node(.string(try scanner.string()), at: start)
        case let scalar? where scalar.isDigit || scalar == "+" || scalar == "-" || scalar == ".":
            return Node(.number(try scanner.number()), at: start)
        case let scalar? where scalar.isIdentifierStart:
            return Node(try word(), at: start)
        default:
            throw unexpected("a value")
        }
    }

    private mutating func word() throws(SyntaxError) -> Node.Value {
        let start = scanner
        switch scanner.take(while: \.isIdentifierPart) {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "Infinity", "NaN":
            scanner = start
            return .number(try scanner.number())
        default:
            scanner = start
            throw SyntaxError("expected a value, found \(scanner.found); a text needs quotes", at: scanner.position)
        }
    }

    private mutating func nested<Result>(_ read: (inout Parser) throws(SyntaxError) -> Result) throws(SyntaxError) -> Result {
        guard depth < maximumDepth else {
            throw SyntaxError("lists and objects stand more than \(maximumDepth) deep inside each other", at: scanner.position)
        }
        depth += 1
        defer { depth -= 1 }
        scanner.next()
        return try read(&self)
    }

    private mutating func elements() throws(SyntaxError) -> [Node] {
        var elements: [Node] = []
        while true {
            try scanner.skipBlanks()
            if scanner.take("]") { return elements }
            elements.append(try value())
            let end = scanner.position
            try scanner.skipBlanks()
            if scanner.take("]") { return elements }
            guard scanner.take(",") else { throw missingComma(after: end, orElse: "]") }
        }
    }

    private mutating func members() throws(SyntaxError) -> [Node.Member] {
        var members: [Node.Member] = []
        var lines: [String: Int] = [:]
        while true {
            try scanner.skipBlanks()
            if scanner.take("}") { return members }
            let position = scanner.position
            let key = try key()
            try scanner.skipBlanks()
            guard scanner.take(":") else { throw unexpected("\":\" after the key") }
            try scanner.skipBlanks()
            let member = Node.Member(key: key, position: position, node: try value())
            if let line = lines[key] {
                duplicates.append(SyntaxError("the key \(quoted(key)) stands twice, first in line \(line)", at: position))
            } else {
                lines[key] = position.line
                members.append(member)
            }
            let end = scanner.position
            try scanner.skipBlanks()
            if scanner.take("}") { return members }
            guard scanner.take(",") else { throw missingComma(after: end, orElse: "}") }
        }
    }

    private mutating func key() throws(SyntaxError) -> String {
        switch scanner.current {
        case let scalar? where scalar.isDigit:
            throw SyntaxError("expected a key or \"}\", found \(scanner.found); a number is written with a point, 2.5", at: scanner.position)
        case "\"", "'": return try scanner.string().value
        case let scalar? where scalar.isIdentifierStart || scalar == "\\": return try scanner.identifier()
        default: throw unexpected("a key or \"}\"")
        }
    }

    private func quoted(_ key: String) -> String {
        let isShort = key.unicodeScalars.count <= 64 && key.unicodeScalars.allSatisfy(\.isPrintable)
        return isShort ? "\"\(key)\"" : "here"
    }

    /// Points to where the comma belongs, which may be lines above what comes next.
    private func missingComma(after end: Position, orElse close: String) -> SyntaxError {
        let isNext = scanner.current.map { $0 == "\"" || $0 == "'" || $0 == "{" || $0 == "[" || $0.isIdentifierPart } ?? false
        guard isNext else { return unexpected("\",\" or \"\(close)\"") }
        return SyntaxError("a comma is missing here, before \(scanner.found)", at: end)
    }

    private func unexpected(_ expected: String) -> SyntaxError {
        let isQuote = scanner.current.map { "„“”‟‚‘’‛«»‹›`´".unicodeScalars.contains($0) } ?? false
        let hint = isQuote ? "; a text stands in straight quotes, \"…\"" : ""
        return SyntaxError("expected \(expected), found \(scanner.found)\(hint)", at: scanner.position)
    }
}
