import FoundationEssentials

/// What platforms mean by a value: each reading throws Unreadable, with the value's name, where it is nothing of the kind.
extension JSONValue {
    /// Longer than any platform's ids; what is longer is no id but a mistake.
    private static let maximumTextBytes = 1000
    /// The last second of the year 9999: a count of milliseconds lies beyond it.
    private static let maximumSeconds: Int64 = 253_402_300_799

    /// An id or a name: text, or a whole number of up to 64 bits, which never passes through a Double.
    var text: String {
        get throws(Unreadable) {
            guard let text = string.map({ String(decoding: $0, as: UTF8.self) }) ?? number.flatMap(NumberText.wholeNumber) else {
                throw Unreadable("\(name) is neither text nor a whole number of up to 64 bits")
            }
            // SQLite and C libraries end a text at the first one. In JSON it is always an escape.
            guard node.kind != .string(isEscaped: true) || !text.utf8.contains(0) else { throw Unreadable("\(name) contains a NUL character") }
            guard text.utf8.count <= Self.maximumTextBytes else {
                throw Unreadable("\(name) is longer than \(Self.maximumTextBytes) bytes")
            }
            return text
        }
    }

    /// As `text`; nil where it is blank.
    var told: String? {
        get throws(Unreadable) {
            let text = try text
            // Nearly all begin with a letter or a digit, and Unicode's tables need not be asked.
            if let first = text.utf8.first, (0x21...0x7E).contains(first) { return text }
            return text.allSatisfy(\.isWhitespace) ? nil : text
        }
    }

    /// An id that is always a whole number, sent as a number or as its digits.
    var id: String {
        get throws(Unreadable) {
            let text = try text
            guard Int64(text) != nil, text.utf8.first != UInt8(ascii: "+") else { throw Unreadable("\(name) is no whole number") }
            return text
        }
    }

    /// A quantity: a number, or a text that holds one and nothing else; exact to the last digit.
    var quantity: Decimal {
        get throws(Unreadable) {
            if let number = number.flatMap(NumberText.decimal) { return number }
            guard let text = string, NumberText.isWhole(text), NumberText.isExact(text), let number = NumberText.decimal(text) else {
                throw Unreadable("\(name) is no number")
            }
            return number
        }
    }

    /// A yes or no, as a boolean or as the words "true" and "false".
    var flag: Bool {
        get throws(Unreadable) {
            if node.kind == .boolean { return document.bytes[node.start] == UInt8(ascii: "t") }
            guard let flag = string.flatMap({ Bool(String(decoding: $0, as: UTF8.self).lowercased()) }) else {
                throw Unreadable("\(name) is neither true nor false")
            }
            return flag
        }
    }

    /// A moment as a text of RFC 3339.
    var time: Date {
        get throws(Unreadable) {
            guard let date = string.flatMap(Timestamp.date) else {
                throw Unreadable("\(name) is no time of RFC 3339 such as 2024-01-30T14:49:45Z")
            }
            return date
        }
    }

    /// A moment as Unix seconds, a number or its digits.
    var seconds: Int64 {
        get throws(Unreadable) {
            guard let seconds = (try? text).flatMap({ Int64($0) }), (0...Self.maximumSeconds).contains(seconds) else {
                throw Unreadable("\(name) is no time in Unix seconds")
            }
            return seconds
        }
    }

    /// A moment as a text of RFC 3339, or as a count of seconds or of milliseconds since 1970.
    var moment: Date {
        get throws(Unreadable) {
            if let date = string.flatMap(Timestamp.date) { return date }
            guard let count = (try? text).flatMap({ Int64($0) }), (0...Self.maximumSeconds * 1000).contains(count) else {
                throw Unreadable("\(name) is neither a time of RFC 3339 such as 2024-01-30T14:49:45Z nor one in Unix seconds or milliseconds")
            }
            // As seconds this is the year 5138, as milliseconds 1973: no stock event is of either.
            return Date(timeIntervalSince1970: TimeInterval(count) / (count < 100_000_000_000 ? 1 : 1000))
        }
    }

    /// Whether it is a text of a time without a zone.
    var isLocalTime: Bool {
        string.map { Timestamp.date($0) != nil && !Timestamp.hasZone($0) } ?? false
    }

    /// The bytes that a text spells in base64; nil where it is none.
    var base64: [UInt8]? {
        string.flatMap { Data(base64Encoded: String(decoding: $0, as: UTF8.self)) }.map(Array.init)
    }

    /// A word that says what something is: a text, a whole number, or `true` and `false`.
    var word: String {
        get throws(Unreadable) { node.kind == .boolean ? (try flag ? "true" : "false") : try text }
    }

    private var string: ArraySlice<UInt8>? {
        if case .string = node.kind { document.utf8(node) } else { nil }
    }

    private var number: ArraySlice<UInt8>? { node.kind == .number ? document.utf8(node) : nil }
}
