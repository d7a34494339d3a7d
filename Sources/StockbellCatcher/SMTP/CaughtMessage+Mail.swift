import FoundationEssentials
import StockbellCore

extension CaughtMessage {
    /// A mail as a message: whom it is for says the envelope, which channel sent it `X-Stockbell-Channel` (else "mail").
    init(_ mail: SMTPSession.Mail, receivedAt: Date) {
        let message = MIMEMessage(mail.data)
        self.init(
            channel: message.channel ?? "mail", kind: .mail, from: message.from ?? mail.sender, to: mail.recipients.joined(separator: ", "),
            subject: message.subject, text: message.text, html: message.html, raw: String(decoding: mail.data, as: UTF8.self),
            receivedAt: receivedAt,
            links: message.html.map(CaughtLink.inHTML) ?? message.text.map(CaughtLink.inText) ?? [],
            attachments: message.attachments)
    }
}
