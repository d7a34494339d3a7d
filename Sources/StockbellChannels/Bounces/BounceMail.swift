import StockbellCore

/// A mail that a server wrote about one of ours: a delivery status notification (RFC 3464), or what older servers write instead.
///
/// Whoever sends mail to the address of bounces may write anything, so nothing here trusts a length, a nesting or a number.
struct BounceMail {
    /// What it says became of the mail.
    struct Word: Equatable {
        var fate: DeliveryReport.Fate
        /// nil: it gives none.
        var status: EnhancedStatus?
        var detail: String
    }

    /// Deeper and more than any server nests.
    private static let (depthLimit, partLimit) = (6, 40)
    /// Where a status is looked for in plain text.
    private static let textLimit = 16_384

    let header: MIMEHeaders
    /// nil: it says nothing of that, as an automatic answer does.
    private(set) var word: Word?
    /// The ids of the mails that it brings back.
    private(set) var messageIDs: [String] = []

    init(_ bytes: [UInt8]) {
        let mail = MIMEPart(bytes[...])
        header = mail.headers
        var parts: [MIMEPart] = []
        Self.collect(mail, depth: 0, into: &parts)
        let words = parts.filter { $0.type == "message/delivery-status" || $0.type == "message/global-delivery-status" }.flatMap(Self.words)
        // One recipient a mail; where an alias had several, what failed counts.
        word = words.first { $0.fate == .failed } ?? words.first { $0.fate == .underWay } ?? words.first
        messageIDs = parts.compactMap { $0.message?.headers["Message-ID"] }
        guard word == nil, words.isEmpty else { return }
        let text = String(
            decoding: parts.filter { $0.type.hasPrefix("text/") }.flatMap { $0.text.utf8.prefix(Self.textLimit) }.prefix(Self.textLimit),
            as: UTF8.self)
        messageIDs += Self.lines(text, after: "message-id:")
        if isFromAServer { word = Self.word(inText: text, isFailure: header["X-Failed-Recipients"] != nil) }
    }

    /// Addresses that it was sent to, as servers on the way wrote them down.
    var addresses: [String] {
        ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-RCPT-TO", "To", "Cc"].flatMap { header.all($0) }.flatMap { value in
            value.prefix(2000).split { " \t<>,;:()\"".contains($0) }.filter { $0.contains("@") }.map(String.init)
        }
    }

    /// Whether a person, or a program for one, wrote it; RFC 3834.
    var isAutomatic: Bool {
        guard let value = header["Auto-Submitted"]?.lowercased() else { return isFromAServer }
        return !value.hasPrefix("no")
    }

    /// Whether it comes from a server: bounces have no sender to bounce to, and tell so in one way or another.
    private var isFromAServer: Bool {
        if header["X-Failed-Recipients"] != nil || header["Return-Path"]?.filter({ $0 != " " }) == "<>" { return true }
        let from = header["From"]?.lowercased() ?? ""
        return from.contains("mailer-daemon@") || from.contains("postmaster@") || from.hasPrefix("mailer-daemon")
    }

    private static func collect(_ part: MIMEPart, depth: Int, into parts: inout [MIMEPart]) {
        guard depth < depthLimit, parts.count < partLimit else { return }
        parts.append(part)
        for inner in part.parts { collect(inner, depth: depth + 1, into: &parts) }
    }

    // MARK: - RFC 3464

    /// A word for each recipient: blocks of fields, the first of which is about the mail as a whole.
    private static func words(of part: MIMEPart) -> [Word] {
        let blocks = part.text.utf8.prefix(65_536).split(separator: 0x0A, omittingEmptySubsequences: false)
            .split(omittingEmptySubsequences: true) { line in line.allSatisfy { $0 == 0x0D || $0 == 0x20 || $0 == 0x09 } }
        return blocks.prefix(partLimit).compactMap { lines -> Word? in
            let fields = MIMEHeaders(Array(lines.joined(separator: [0x0A]))[...])
            guard fields["Final-Recipient"] != nil || fields["Original-Recipient"] != nil || fields["Action"] != nil else { return nil }
            let status = fields["Status"].flatMap { EnhancedStatus.read($0.prefix { $0 != " " && $0 != "(" }) }
            guard let fate = fate(fields["Action"]?.lowercased() ?? "", status?.class) else { return nil }
            // `smtp; 550 …`
            let code = fields["Diagnostic-Code"]?.split(separator: ";", maxSplits: 1).last.map(String.init)
            let detail = [fields["Status"], code].compactMap(\.self).joined(separator: " ")
            return Word(fate: fate, status: fate == .failed && status?.class == 5 ? status?.status : nil, detail: detail)
        }
    }

    /// What the server did says more than the class of the status: a mail that is given up after days failed, though by a 4.
    private static func fate(_ action: String, _ class: Int?) -> DeliveryReport.Fate? {
        switch (action.prefix { $0.isLetter }, `class`) {
        case ("failed", _): .failed
        case ("delayed", _), ("relayed", _), ("expanded", _): .underWay
        case ("delivered", _): .arrived
        case (_, 5): .failed
        case (_, 4): .underWay
        case (_, 2): .arrived
        default: nil
        }
    }

    // MARK: - Other forms

    /// The first status in a text that a person is to read: `#5.1.1`, `550 5.1.1`, `550-5.1.1`.
    private static func word(inText text: String, isFailure: Bool) -> Word? {
        for line in text.split(whereSeparator: \.isNewline) {
            for piece in line.split(whereSeparator: { !$0.isASCII || !($0.isNumber || $0 == ".") }) {
                let number = piece.last == "." ? piece.dropLast() : piece
                guard let (kind, status) = EnhancedStatus.read(number), kind != 2 else { continue }
                return Word(fate: kind == 5 || isFailure ? .failed : .underWay, status: kind == 5 ? status : nil, detail: String(line))
            }
        }
        return isFailure ? Word(fate: .failed, status: nil, detail: "the server could not deliver it") : nil
    }

    private static func lines(_ text: String, after name: String) -> [String] {
        text.split(whereSeparator: \.isNewline).filter { $0.lowercased().hasPrefix(name) }.prefix(partLimit).map { String($0.dropFirst(name.count)) }
    }
}
