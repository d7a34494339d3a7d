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
        guard words.isEmpty, !Self.isOfAnotherKind(parts) else { return }
        let text = String(
            decoding: parts.filter { $0.type.hasPrefix("text/") }.flatMap { $0.text.utf8.prefix(Self.textLimit) }.prefix(Self.textLimit),
            as: UTF8.self)
        messageIDs += Self.lines(text, after: "message-id:")
        if isFromAServer { word = BounceText(text).word(isFailure: header["X-Failed-Recipients"] != nil) }
    }

    /// Addresses that it was sent to, as servers on the way wrote them down.
    var addresses: [String] {
        ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-RCPT-TO", "To", "Cc"].flatMap { header.all($0) }.flatMap { value in
            value.prefix(2000).split { " \t<>,;:()\"".contains($0) }.filter { $0.contains("@") }.map(String.init)
        }
    }

    /// Whether a person, or a program for one, wrote it; RFC 3834.
    var isAutomatic: Bool {
        guard let value = header["Auto-Submitted"]?.lowercased() else {
            return isFromAServer || header["Return-Path"]?.filter({ $0 != " " }) == "<>"
        }
        return !value.hasPrefix("no")
    }

    /// Whether a server wrote it for people: an empty sender alone does not say so, as out-of-office replies have it too.
    private var isFromAServer: Bool {
        if header["X-Failed-Recipients"] != nil { return true }
        let from = header["From"]?.prefix(1000).lowercased() ?? ""
        let address = from.lastIndex(of: "<").map { from[from.index(after: $0)...] } ?? from[...]
        return ["mailer-daemon", "postmaster"].contains(address.prefix { !"@ >(".contains($0) })
    }

    /// Whether it tells of a mail that arrived: a complaint (ARF, RFC 5965), a receipt of who read it (RFC 8098).
    private static func isOfAnotherKind(_ parts: [MIMEPart]) -> Bool {
        parts.contains {
            $0.type == "multipart/report" && !($0.parameters["report-type"]?.lowercased().hasSuffix("delivery-status") ?? true)
                || $0.type == "message/feedback-report"
        }
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
            let diagnosis = fields["Diagnostic-Code"]?.split(separator: ";", maxSplits: 1) ?? []
            let detail = [fields["Status"], diagnosis.last.map(String.init)].compactMap(\.self).joined(separator: " ")
            // Exim says 5.0.0 whatever happened; the server on the other side knew more.
            let isVague = status == nil || status?.status == EnhancedStatus(0, 0)
            let known = isVague && diagnosis.first?.lowercased() == "smtp" ? diagnosis.last.flatMap { BounceText.status(in: $0) } ?? status : status
            return Word(fate: fate, status: fate == .failed && known?.class == 5 ? known?.status : nil, detail: detail)
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

    private static func lines(_ text: String, after name: String) -> [String] {
        text.split(whereSeparator: \.isNewline).filter { $0.lowercased().hasPrefix(name) }.prefix(partLimit).map { String($0.dropFirst(name.count)) }
    }
}
