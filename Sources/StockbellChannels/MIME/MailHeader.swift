import StockbellCore

/// The header of a mail, field by field (RFC 5322 section 2.2): ASCII, lines that end in CRLF and are seldom longer than 78 characters.
///
/// A control character in a name or value is refused, never stripped: a line break in it would begin a field of somebody else's.
struct MailHeader {
    private(set) var text = ""

    /// Adds a field whose value is written as it stands.
    ///
    /// - Throws: `ContentError` for control characters or any that is not ASCII.
    mutating func add(_ name: String, _ value: String) throws(ContentError) {
        try Self.check(value, name)
        guard value.utf8.allSatisfy({ $0 < 128 }) else { throw ContentError(.refusedContent, "the mail's \(name) is not ASCII") }
        append(name, value)
    }

    /// Adds a field for people, encoded where it is not plain ASCII that folds well.
    mutating func add(_ name: String, text value: String) throws(ContentError) {
        try Self.check(value, name)
        append(name, Self.isPlain(value) ? Self.folded(value, offset: name.utf8.count + 2) : EncodedWord.encode(value, offset: name.utf8.count + 2))
    }

    /// Adds a field whose value is a list, a line for each element.
    ///
    /// - Throws: `ContentError` as the one above.
    mutating func add(_ name: String, list elements: [String]) throws(ContentError) {
        for element in elements {
            try Self.check(element, name)
            guard element.utf8.allSatisfy({ $0 < 128 }) else { throw ContentError(.refusedContent, "the mail's \(name) is not ASCII") }
        }
        append(name, elements.joined(separator: ",\r\n "))
    }

    /// Adds a field with an address and its name.
    mutating func add(_ name: String, _ mailbox: Mailbox) throws(ContentError) {
        try Self.check(mailbox.name ?? "", name)
        guard Mailbox.isAddress(mailbox.address) else { throw ContentError(.badAddress, "the mail's \(name) is no mail address") }
        guard let display = mailbox.name else { return append(name, mailbox.address) }
        let phrase = Self.phrase(display, offset: name.utf8.count + 2)
        let last = phrase.split(separator: "\r\n").last ?? ""
        let fits = last.utf8.count + mailbox.address.utf8.count + (last.utf8.count == phrase.utf8.count ? name.utf8.count + 2 : 0) + 3 <= 76
        append(name, phrase + (fits ? " " : "\r\n ") + "<\(mailbox.address)>")
    }

    private mutating func append(_ name: String, _ value: String) {
        text += "\(name): \(value)\r\n"
    }

    private static func check(_ value: String, _ name: String) throws(ContentError) {
        guard !value.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
            throw ContentError(.refusedContent, "the mail's \(name) holds a line break or another control character")
        }
    }

    /// Whether a text can stand as it is: no encoded word could be read into it, and folding at its blanks keeps it.
    private static func isPlain(_ value: String) -> Bool {
        guard !value.isEmpty else { return true }
        var word = 0
        var isAfterEquals = false
        for byte in value.utf8 {
            guard (32...126).contains(byte), !(isAfterEquals && byte == UInt8(ascii: "?")) else { return false }
            if byte == UInt8(ascii: " ") {
                guard (1...60).contains(word) else { return false }
                word = 0
            } else {
                word += 1
            }
            isAfterEquals = byte == UInt8(ascii: "=")
        }
        return (1...60).contains(word)
    }

    private static func folded(_ value: String, offset: Int) -> String {
        // Nothing to fold: so it is with most.
        guard offset + value.utf8.count >= 76 else { return value }
        var lines = ""
        var used = offset
        for word in value.split(separator: " ") {
            if lines.isEmpty {
                lines += word
            } else if used + 1 + word.utf8.count > 76 {
                lines += "\r\n \(word)"
                used = 0
            } else {
                lines += " \(word)"
            }
            used += 1 + word.utf8.count
        }
        return lines
    }

    /// A display name (RFC 5322 section 3.2.5): words as they are, else quoted, else encoded.
    private static func phrase(_ name: String, offset: Int) -> String {
        guard isPlain(name), name.utf8.count <= 60 else { return EncodedWord.encode(name, offset: offset) }
        let isAtoms = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: " !#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
            }
        }
        return isAtoms ? name : "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
