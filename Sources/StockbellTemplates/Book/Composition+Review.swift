import StockbellCore

/// What the trial of a letter finds that its tags do not show.
extension Composition {
    /// What the shop must mend.
    struct Complaint {
        /// nil: it is about the body.
        var header: LetterFile.Header?
        var message: String

        /// Whether both say that the same must be mended, though a header may read differently in each sample.
        func isSame(as other: Complaint) -> Bool { header == other.header && (header != nil || message == other.message) }
    }

    /// Each would go wrong in a message.
    var complaints: [Complaint] {
        var complaints: [Complaint] = []
        func complain(_ message: String, _ header: LetterFile.Header? = nil) { complaints.append(Complaint(header: header, message: message)) }
        if header(.subject) == nil { complain("the Subject is empty", .subject) }
        if let text = header(.replyTo), Mailbox(text) == nil { complain("the Reply-To \"\(text)\" is no mail address", .replyTo) }
        if let text = header(.priority), Priority(text) == nil {
            complain("the Priority \"\(text)\" is none of \(Priority.allCases.map(\.rawValue).joined(separator: ", "))", .priority)
        }
        if let text = header(.attach), text.lowercased() != "csv" {
            complain("the Attach \"\(text)\" is not csv, which is all that there is", .attach)
        }
        if compose().loss >= .values {
            complain("the SMS text does not fit into the segments of the channel \(scope.order.channel.name), even with short names", .sms)
        }
        for target in Self.targets(draft.body.blocks) {
            let parts = Placeholder.parts(target)
            let isValueAlone = parts.count == 1 && !parts.contains { if case .literal = $0 { true } else { false } }
            guard !isValueAlone else { continue }
            let shown = parts.map { part in if case .literal(let text) = part { text } else { "{{…}}" } }.joined()
            guard case .literal(let beginning) = parts.first, LinkTarget.whole(beginning + "x") != nil else {
                complain("the link target \"\(shown)\" must begin with https://, http:// or mailto:")
                continue
            }
        }
        return complaints
    }

    /// Each looks like a slip, but is sent as it stands.
    var oddities: [String] {
        let loose = draft.body.blocks.contains { block in
            guard case .paragraph(let inlines) = block else { return false }
            let text = inlines.plainText
            return text.hasPrefix("|") && text.hasSuffix("|") && text.count > 2
        }
        return loose ? ["a row \"| … |\" stands outside a table: {{#list}} and {{/list}} must each stand alone on a line"] : []
    }

    private static func targets(_ blocks: [Document.Block]) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .heading(_, let inlines), .paragraph(let inlines): targets(inlines)
            case .actions(let links): links.map(\.target)
            case .quote(let inner): targets(inner)
            case .list(let items, _): items.flatMap { targets($0) }
            case .table(let header, let rows): (header + rows.joined()).flatMap { targets($0) }
            case .code, .rule: []
            }
        }
    }

    private static func targets(_ inlines: [Document.Inline]) -> [String] {
        inlines.flatMap { inline -> [String] in
            switch inline {
            case .text, .code, .lineBreak: []
            case .emphasis(let inner), .strong(let inner): targets(inner)
            case .link(let link): [link.target]
            }
        }
    }
}
