import Curl
import StockbellChannels
import StockbellCore
package import StockbellEngine
import StockbellTemplates

extension Workplace {
    /// What a letter says in one line: the text of an SMS, the facts' kind for a webhook, the subject for all else.
    package func headline(_ letter: Rehearsal.Letter) -> String {
        if let payload = letter.channel.payload { return "JSON in the form of \(payload.file)" }
        if letter.channel.class == .webhook { return "the alert's facts as JSON" }
        do {
            let message = try letters.render(letter.order)
            return letter.channel.class == .sms ? message.sms ?? message.subject : message.subject
        } catch {
            return "cannot be rendered: \(error)"
        }
    }

    /// A whole message as text or as the mail's HTML, under a line that says for whom.
    ///
    /// - Parameter isBare: as if the platform had told only the thinnest facts.
    package func preview(_ letter: Rehearsal.Letter, isBare: Bool, asHTML: Bool) throws -> String {
        var order = letter.order
        if isBare { order.alerts = order.alerts.map(LetterSamples.bare) }
        if letter.channel.class == .webhook { return try head(letter) + "\n" + facts(letter, order) }
        let message = try letters.render(order)
        if asHTML, let html = message.html { return html }
        if letter.channel.class == .sms { return head(letter) + "\n" + (message.sms ?? message.subject) }
        return head(letter) + "\nSubject: \(message.subject)\n\n" + message.plain
    }

    /// Which template file a letter comes from, and which would come before it.
    package func whichTemplate(_ letter: Rehearsal.Letter) -> String {
        let choice = letters.which(
            letter.order.kind, rule: letter.order.rule, department: letter.order.department, channel: letter.channel)
        if let payload = letter.channel.payload { return head(letter) + "\nJSON in the form of \(payload.file)" }
        guard let choice, letter.channel.class != .webhook else { return head(letter) + "\nthe alert's facts as JSON; no letter" }
        let lines =
            ["taken:       \(choice.taken)"] + choice.passedOver.map { "passed over: \($0)" }
            + choice.better.map { "would win:   \($0)" }
        return ([head(letter)] + lines).joined(separator: "\n")
    }

    /// The body that a webhook would be sent.
    private func facts(_ letter: Rehearsal.Letter, _ order: LetterOrder) throws -> String {
        var order = order
        if case .webhook(var webhook) = order.channel.kind {
            webhook.body = webhook.body?.redacted
            order.channel.kind = .webhook(webhook)
        }
        if let body = try letters.payload(order) { return String(decoding: body, as: UTF8.self) }
        let delivery = letter.delivery
        let parcel = Parcel(
            key: delivery.key, attempt: 1, incident: delivery.incident, department: delivery.department,
            recipient: nil, content: .facts(order.alerts), createdAt: order.now, attemptAt: order.now, mayBeDuplicate: false)
        guard case .send(let request) = try ChannelAdapters.adapter(for: letter.channel).next(parcel, after: []),
            case .body(let body) = request.payload
        else { return "nothing can be sent with these settings" }
        return String(decoding: body, as: UTF8.self)
    }

    private func head(_ letter: Rehearsal.Letter) -> String {
        "--- \(letter.delivery.department) → \(letter.delivery.address) (\(letter.delivery.rule)) ---"
    }
}
