import StockbellCore

/// Makes a message of a filled letter: marks, the forms that the channel's class needs, and limits.
struct Composition {
    /// Longer subjects are cut: no mail program shows more.
    private static let longestSubject = 200

    let form: LetterForm
    let scope: Scope
    let draft: LetterForm.Draft
    /// nil for all but mail.
    let layout: LayoutForm?

    private var filling: Filling { Filling(values: draft.values) }
    private var order: LetterOrder { scope.order }

    /// Whether all that the message tells is a test; a list with others says it in its rows.
    private var isTest: Bool { !order.alerts.isEmpty && order.alerts.allSatisfy(\.subject.isTest) }

    func compose() -> (message: Message, loss: SMSWriter.Loss) {
        let subject = Clean.shortened((isTest ? "[TEST] " : "") + bareSubject, to: Self.longestSubject)
        var message = Message(subject: subject)
        message.preview = header(.preview).map { Clean.shortened($0, to: Self.longestSubject) }
        message.replyTo = header(.replyTo).flatMap { Mailbox($0) }
        message.isUrgent = header(.priority).flatMap { Priority($0) }?.isUrgent ?? false
        message.body = marked(filling.document(draft.body))
        message.plain = PlainWriter.write(message.body)
        var loss = SMSWriter.Loss.nothing
        switch order.channel.class {
        case .sms:
            var sms = sms(draft)
            // What the letter could do without is not worth a second segment.
            if form.knowsRoom, SMSText(sms.text).segments.count > 1 { sms = self.sms(form.draft(scope.cramped)) }
            loss = sms.loss
            message.sms = sms.text
            message.plain = sms.text
        case .mail:
            let footer = text("footer")
            message.plain += "\n\n-- \n" + footer + why + "\n"
            let page = Scope.Page(subject: subject, preview: message.preview ?? "", footer: footer, content: HTMLWriter.write(message.body))
            message.html = layout?.page(scope.surrounding(page))
            message.pictures = layout?.pictures ?? []
            if order.digest?.attachesCSV ?? false || header(.attach)?.lowercased() == "csv", !order.alerts.isEmpty || !order.told.isEmpty {
                message.attachments = [Message.Attachment(name: "stockbell.csv", type: "text/csv", text: CSVWriter.write(scope))]
            }
        case .chat, .webhook: break
        }
        return (message, loss)
    }

    func header(_ header: LetterFile.Header) -> String? {
        guard let line = draft.headers[header].map(filling.line), !line.isEmpty else { return nil }
        return line
    }

    private func text(_ path: String) -> String { FieldList.entries[path]?.text(in: scope) ?? "" }

    /// The letter's, else what happened and to what: a subject is never empty.
    private var bareSubject: String {
        if let subject = header(.subject) { return subject }
        let about = text("item.name")
        return Clean.capitalised(text("kind.text")) + (about.isEmpty ? "" : ": \(about)")
    }

    /// Marks go before the first line of the body, never into the subject of a possible duplicate: threads of mails hang on that.
    private func marked(_ document: Document) -> Document {
        var blocks = document.blocks
        if let since = order.heldSince {
            blocks.insert(.paragraph([.emphasis([.text(scope.words(.held, ["since": scope.wording.moment(since)]))])]), at: 0)
        }
        if order.mayBeDuplicate { blocks.insert(.paragraph([.emphasis([.text(scope.words(.duplicate))])]), at: 0) }
        guard isTest else { return Document(blocks) }
        let mark = Document.Inline.text("[TEST] ")
        switch blocks.first {
        case .paragraph(let inlines): blocks[0] = .paragraph(([mark] + inlines).joiningTexts())
        case .heading(let level, let inlines): blocks[0] = .heading(level: level, ([mark] + inlines).joiningTexts())
        default: blocks.insert(.paragraph([.text("[TEST]")]), at: 0)
        }
        return Document(blocks)
    }

    /// A line behind the footer; empty when there is no page that says it.
    private var why: String {
        let target = text("links.explain")
        return target.isEmpty ? "" : "\n\(scope.words(.footerWhy)) <\(target)>"
    }

    private func sms(_ draft: LetterForm.Draft) -> (text: String, loss: SMSWriter.Loss) {
        var skeleton = draft.headers[.sms] ?? ""
        var values = draft.values
        if header(.sms) == nil {
            skeleton = (draft.headers[.subject] ?? "") + " " + Placeholder.text(values.count)
            if header(.subject) == nil { skeleton = "\(bareSubject) \(Placeholder.text(values.count))" }
            values.append(Value(text("links.incident.short"), .link))
        }
        let held = order.heldSince.map { scope.words(.heldSMS, ["since": scope.wording.short($0)]) }
        let marks = [isTest ? "[TEST]" : "", order.mayBeDuplicate ? scope.words(.duplicateSMS) : "", held ?? ""].filter { !$0.isEmpty }
        return SMSWriter(limits: order.channel.text).write(skeleton, values, prefix: marks.joined(separator: " "))
    }
}

/// What the header `Priority` can say.
enum Priority: String, CaseIterable {
    case urgent, high, normal, low

    init?(_ text: String) { self.init(rawValue: text.lowercased()) }

    var isUrgent: Bool { self == .urgent || self == .high }
}
