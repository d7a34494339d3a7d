import StockbellCore

/// Makes the mail of a parcel: header, text and envelope.
struct MailWriter: Sendable {
    private let settings: SMTPSettings
    private let channel: String
    private let domain: String
    private let bounces: BounceAddress?
    private let unsubscribing: UnsubscribeLink?
    /// Whether mails to the bounces' address come back here.
    private let hearsMail: Bool

    init(_ settings: SMTPSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel.name
        domain = String(settings.from.domain)
        bounces = settings.bounces.flatMap { BounceAddress($0, channel: channel.name, key: channel.feedback?.key) }
        unsubscribing = settings.offersUnsubscribing ? channel.feedback.map { UnsubscribeLink($0, channel: channel.name) } : nil
        hearsMail = settings.bounceBox != nil || settings.bounceToken != nil
    }

    /// The envelope's sender, to whom bounces go.
    func sender(of parcel: Parcel) -> String { bounces?.sender(of: parcel.key) ?? settings.from.address }

    /// What of it nobody else may know: servers repeat it in their refusals.
    func secret(of parcel: Parcel) -> Secret? { bounces?.secret(of: parcel.key) }

    func mail(_ parcel: Parcel, to recipient: Mailbox) throws(ContentError) -> MailMessage {
        let letter = try parcel.letter()
        return MailMessage(
            id: "\(parcel.idempotencyKey)@\(domain)",
            // Never sent itself: it stands for the incident, so whichever of its mails comes first begins the thread.
            thread: parcel.incident.map { "incident.\($0)@\(domain)" },
            date: parcel.createdAt, from: settings.from, to: recipient, replyTo: letter.replyTo, subject: letter.subject,
            isUrgent: letter.isUrgent, fields: [("X-Stockbell-Channel", channel)], list: list(parcel, recipient), plain: letter.plain,
            html: letter.html, attachments: letter.attachments, pictures: letter.pictures)
    }

    /// What mail programs show as "unsubscribe".
    private func list(_ parcel: Parcel, _ recipient: Mailbox) -> MailMessage.List? {
        guard let unsubscribing else { return nil }
        var ways = [unsubscribing.url(for: recipient.address)]
        if let bounces, hearsMail { ways.append("mailto:\(bounces.uri(of: parcel.key))?subject=unsubscribe") }
        return MailMessage.List(id: "\(channel).\(domain)", waysOut: ways)
    }

    /// Reads a recipient, or says what is wrong with it.
    static func mailbox(_ text: String?) throws(ContentError) -> Mailbox {
        guard let text, !text.isEmpty else { throw ContentError(.badAddress, "the address has no recipient, as in mail:buyers@example.com") }
        if let mailbox = Mailbox(text) { return mailbox }
        if text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
            throw ContentError(.badAddress, "the recipient's address holds a line break or another control character")
        }
        let address = text.lastIndex(of: "<").map { text[text.index(after: $0)...] } ?? text[...]
        let local = address.lastIndex(of: "@").map { address[..<$0] } ?? address
        guard local.utf8.allSatisfy({ $0 < 128 }) else {
            throw ContentError(.badAddress, "the recipient's address has letters beyond ASCII before the @, which few servers take")
        }
        guard address.utf8.allSatisfy({ $0 < 128 }) else {
            throw ContentError(.badAddress, "the domain of the recipient's address holds a character that no domain has")
        }
        throw ContentError(.badAddress, "the recipient is no mail address")
    }
}
