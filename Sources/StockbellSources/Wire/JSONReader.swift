/// Reads a JSON text (RFC 8259) from its first byte to its last, strictly, and notes where each value stands.
struct JSONReader {
    /// Far beyond any webhook's; small enough for a reader that goes down by calling itself.
    static let maximumDepth = 64

    private let bytes: [UInt8]
    private var position = 0
    private var nodes: [JSONNode] = []

    /// The nodes of the whole text.
    ///
    /// - Throws: Unreadable with the first thing that is wrong, as a sentence.
    static func nodes(of bytes: [UInt8]) throws(Unreadable) -> [JSONNode] {
        var reader = JSONReader(bytes: bytes)
        try reader.document()
        return reader.nodes
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        nodes.reserveCapacity(bytes.count / 10 + 4)
    }

    private mutating func document() throws(Unreadable) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        skipSpace()
        try value(depth: 0)
        skipSpace()
        if position < bytes.count { throw invalid }
    }

    /// - Parameter depth: how many containers are open around it.
    private mutating func value(depth: Int) throws(Unreadable) {
        switch peek {
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "{"): try container(.object, depth: depth)
        case UInt8(ascii: "["): try container(.array, depth: depth)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case UInt8(ascii: "t"): try word("true", .boolean)
        case UInt8(ascii: "f"): try word("false", .boolean)
        case UInt8(ascii: "n"): try word("null", .null)
        default: throw invalid
        }
    }

    private mutating func container(_ kind: JSONNode.Kind, depth: Int) throws(Unreadable) {
        guard depth < Self.maximumDepth else { throw Unreadable("the body is nested deeper than \(Self.maximumDepth) levels") }
        let isObject = kind == .object
        let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        let index = nodes.count
        var members = 0
        add(kind, from: position, to: position)
        position += 1
        skipSpace()
        if peek != closing {
            repeat {
                skipSpace()
                if isObject { try key() }
                try value(depth: depth + 1)
                members += 1
                skipSpace()
            } while take(UInt8(ascii: ","))
        }
        try skip(closing)
        nodes[index].next = nodes.count
        if isObject, let twice = JSONKeys.repeated(in: nodes, from: index, count: members, bytes) {
            throw Unreadable("\(String(twice.prefix(60)).debugDescription) is given twice")
        }
    }

    private mutating func key() throws(Unreadable) {
        guard peek == UInt8(ascii: "\"") else { throw invalid }
        try string()
        skipSpace()
        try skip(UInt8(ascii: ":"))
        skipSpace()
    }

    private mutating func string() throws(Unreadable) {
        let start = position + 1
        var isEscaped = false
        var isASCII = true
        position = start
        while true {
            let byte = peek
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                guard let escape = JSONEscape.read(bytes, at: position) else { throw Self.noJSON }
                isEscaped = true
                position = escape.end
            } else {
                // Also at the end of the text, where a zero is seen.
                guard byte >= 0x20 else { throw Self.noJSON }
                if byte >= 0x80 { isASCII = false }
                position += 1
            }
        }
        guard isASCII || String(validating: bytes[start..<position], as: UTF8.self) != nil else { throw Self.noJSON }
        add(.string(isEscaped: isEscaped), from: start, to: position)
        position += 1
    }

    private mutating func number() throws(Unreadable) {
        let start = position
        while NumberText.isPart(peek) { position += 1 }
        let text = bytes[start..<position]
        guard NumberText.isWhole(text), !NumberText.hasLeadingZero(text) else { throw Self.noJSON }
        guard NumberText.isExact(text) else {
            throw Unreadable("a number has more than \(NumberText.maximumDigits) digits or too large an exponent")
        }
        add(.number, from: start, to: position)
    }

    private mutating func word(_ word: String, _ kind: JSONNode.Kind) throws(Unreadable) {
        let start = position
        for byte in word.utf8 { try skip(byte) }
        add(kind, from: start, to: position)
    }

    private mutating func add(_ kind: JSONNode.Kind, from start: Int, to end: Int) {
        nodes.append(JSONNode(kind: kind, start: start, end: end, next: nodes.count + 1))
    }

    private mutating func skipSpace() {
        while true {
            switch peek {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            default: return
            }
        }
    }

    private mutating func skip(_ byte: UInt8) throws(Unreadable) {
        guard take(byte) else { throw invalid }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    /// The byte at hand; 0, which stands nowhere in a JSON text, at the end.
    private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    /// What is wrong between two values: text of two or four bytes a character shows by its zeros or its byte order mark (RFC 8259 §8.1).
    private var invalid: Unreadable {
        guard position < bytes.count, bytes[position] == 0 || (position == 0 && bytes[0] >= 0xFE) else { return Self.noJSON }
        return Unreadable("the body is not UTF-8")
    }

    private static var noJSON: Unreadable { Unreadable("the body is no valid JSON") }
}
