import StockbellCore

/// What a server that knows no RFC 3464 wrote for people about a mail: qmail, Exim, many an appliance.
struct BounceText {
    private let lines: [Substring]

    /// Takes the text as far as the copy of the mail, which may say anything.
    init(_ text: String) {
        lines = Array(text.split(whereSeparator: \.isNewline).prefix { !($0.hasPrefix("---") && $0.lowercased().contains("copy of")) })
    }

    /// What became of the mail; nil: it does not say.
    ///
    /// - Parameter isFailure: whether something else says that it failed.
    func word(isFailure: Bool) -> BounceMail.Word? {
        let isFinal = isFailure || lines.contains(where: Self.givesUp)
        for line in lines {
            guard let (kind, status) = Self.status(in: line), kind != 2 else { continue }
            return BounceMail.Word(fate: kind == 5 || isFinal ? .failed : .underWay, status: kind == 5 ? status : nil, detail: String(line))
        }
        guard isFinal else { return nil }
        let said = lines.first { $0.lowercased().hasPrefix(Self.remote) }.map(String.init)
        return BounceMail.Word(fate: .failed, status: nil, detail: said ?? "the server could not deliver it")
    }

    private static let remote = "remote host said:"

    /// qmail's words, behind which a status of class 4 is final as well.
    private static func givesUp(_ line: Substring) -> Bool {
        let line = line.lowercased()
        return ["this is a permanent error", "i've given up", "not going to try again", "giving up on"].contains { line.contains($0) }
    }

    // MARK: - Statuses

    /// RFC 3463 has no subject beyond; a version of a program may.
    private static let highestSubject = 7

    /// The first one that stands where servers put it: `550 5.1.1`, `550-5.1.1`, `#5.1.1`, `(5.1.1)`; any other such number is a date or a version.
    static func status(in line: Substring) -> (class: Int, status: EnhancedStatus)? {
        let bytes = Array(line.utf8)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { !isOfNumber($0) } ?? bytes.count
            defer { start = end + 1 }
            guard end > start, isLead(bytes[..<start]) else { continue }
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
            let number = text.hasSuffix(".") ? text.dropLast() : text[...]
            if let found = EnhancedStatus.read(number), found.status.subject <= highestSubject { return found }
        }
        return nil
    }

    /// Whether what stands before announces a status: a mark, or a reply code with a blank or a hyphen.
    private static func isLead(_ head: ArraySlice<UInt8>) -> Bool {
        guard let last = head.last else { return false }
        if last == UInt8(ascii: "#") || last == UInt8(ascii: "(") { return true }
        guard last == UInt8(ascii: " ") || last == UInt8(ascii: "-") else { return false }
        let code = head.dropLast().suffix(3)
        guard code.count == 3, let first = code.first, first == UInt8(ascii: "4") || first == UInt8(ascii: "5"),
            code.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        // Part of a longer number or a word it is no code.
        guard let before = head.dropLast(4).last else { return true }
        return !isOfNumber(before) && !(0x61...0x7A).contains(before | 0x20)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") }
}
