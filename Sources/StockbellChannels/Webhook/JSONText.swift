import FoundationEssentials

/// Writes one JSON object whose keys come in the order in which they are added, so that bytes are the same every time and numbers are exact.
///
/// By hand, because a webhook is the fast way out: JSONEncoder takes several times as long, and sorts keys or gives them no order.
struct JSONText {
    private var bytes: [UInt8] = []

    /// The object written by `fill`.
    static func object(_ fill: (inout JSONText) -> Void) -> [UInt8] {
        var json = JSONText()
        json.bytes.reserveCapacity(960)
        json.append(fill)
        return json.bytes
    }

    /// nil is `null`, here as in all below.
    mutating func add(_ key: String, text: String?) {
        begin(key)
        if let text { append(text) } else { appendNull() }
    }

    /// Every digit as it is; a number that is none is `null`.
    mutating func add(_ key: String, number: Decimal?) {
        begin(key)
        if let number, number.isFinite { bytes.append(contentsOf: number.description.utf8) } else { appendNull() }
    }

    mutating func add(_ key: String, seconds: Double?) {
        begin(key)
        guard let seconds, let whole = Int64(exactly: seconds.rounded()) else { return appendNull() }
        bytes.append(contentsOf: String(whole).utf8)
    }

    mutating func add(_ key: String, flag: Bool?) {
        begin(key)
        if let flag { bytes.append(contentsOf: (flag ? "true" : "false").utf8) } else { appendNull() }
    }

    /// ISO 8601 in UTC with milliseconds.
    mutating func add(_ key: String, date: Date) {
        add(key, text: date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }

    mutating func object(_ key: String, _ fill: (inout JSONText) -> Void) {
        begin(key)
        append(fill)
    }

    mutating func addNull(_ key: String) {
        begin(key)
        appendNull()
    }

    mutating func array<Element>(_ key: String, _ elements: [Element], _ fill: (Element, inout JSONText) -> Void) {
        list(key, elements) { element, json in json.append { fill(element, &$0) } }
    }

    /// Objects that are written already.
    mutating func add(_ key: String, objects: [[UInt8]]) {
        list(key, objects) { object, json in json.bytes.append(contentsOf: object) }
    }

    mutating func add(_ key: String, texts: [String]) {
        list(key, texts) { text, json in json.append(text) }
    }

    private mutating func list<Element>(_ key: String, _ elements: [Element], _ write: (Element, inout JSONText) -> Void) {
        begin(key)
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ key: String) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        // Ours, and plain.
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: key.utf8)
        bytes.append(contentsOf: "\":".utf8)
    }

    private mutating func append(_ fill: (inout JSONText) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        fill(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func appendNull() { bytes.append(contentsOf: "null".utf8) }

    /// A JSON string (RFC 8259 section 7).
    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20: bytes.append(contentsOf: ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8)
            default: bytes.append(byte)
            }
        }
    }
}
