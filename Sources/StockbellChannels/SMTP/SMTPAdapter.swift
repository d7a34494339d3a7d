import Curl
import FoundationEssentials
package import StockbellCore

/// Hands mail to a server: one message for one recipient at a time, so that each has its own answer.
package struct SMTPAdapter: ChannelAdapter {
    private let settings: SMTPSettings
    private let channel: ChannelSettings
    private let domain: String
    /// The server, and behind the slash what EHLO says; nil when one of them is no host name.
    private let url: String?
    private let judgement: SMTPJudgement

    package init(_ settings: SMTPSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        domain = String(settings.from.domain)
        url = Self.url(settings)
        judgement = SMTPJudgement(redaction: Redaction(Self.secrets(settings)), logsIn: settings.username != nil)
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        if let last = exchanges.last {
            return .done(judgement.outcome(of: last.response))
        }
        guard let url else { return .done(.misconfigured(Failure(.other, "the mail server's name or \"helo\" is no host name"))) }
        let recipient = try Self.mailbox(parcel.recipient)
        let message = try mail(parcel, to: recipient).bytes()
        var request = CurlRequest(
            url: url, channel: channel,
            payload: .mail(from: settings.from.address, recipient: recipient.address, message: message))
        request.username = settings.username
        request.password = settings.password?.reveal()
        // Else libcurl takes whatever the server offers first, CRAM-MD5 say, and does not try the next one when that is refused.
        // LOGIN is there for servers that have no PLAIN (Exchange Online).
        request.loginOptions = settings.username == nil ? nil : "AUTH=PLAIN;AUTH=LOGIN"
        request.caFile = settings.caFile
        request.tls =
            switch settings.security {
            case .starttls: .required
            case .tls: .asURLSays
            case .none: .off
            }
        return .send(request)
    }

    /// The password as it is, and as PLAIN and LOGIN send it.
    private static func secrets(_ settings: SMTPSettings) -> [Secret] {
        guard let password = settings.password, !password.isEmpty else { return [] }
        let forms = [password.reveal(), "\0\(settings.username ?? "")\0\(password.reveal())"]
        return [password] + forms.map { Secret(Data($0.utf8).base64EncodedString()) }
    }

    private static func url(_ settings: SMTPSettings) -> String? {
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        let helo = settings.helo ?? String(settings.from.domain)
        let isName = { (text: String) in
            !text.isEmpty && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"/?#@%\\\"<>".utf8.contains($0) }
        }
        guard isName(host), isName(helo) else { return nil }
        return "\(settings.security == .tls ? "smtps" : "smtp")://\(host):\(settings.port)/\(PercentEncoding.encode(helo))"
    }

    private func mail(_ parcel: Parcel, to recipient: Mailbox) throws(ContentError) -> MailMessage {
        let letter = try parcel.letter()
        return MailMessage(
            id: "\(parcel.idempotencyKey)@\(domain)",
            // Never sent itself: it stands for the incident, so whichever of its mails comes first begins the thread.
            thread: parcel.incident.map { "incident.\($0)@\(domain)" },
            date: parcel.createdAt, from: settings.from, to: recipient, replyTo: letter.replyTo, subject: letter.subject,
            isUrgent: letter.isUrgent, fields: [("X-Stockbell-Channel", channel.name)], plain: letter.plain, html: letter.html,
            attachments: letter.attachments)
    }

    /// Reads a recipient, or says what is wrong with it.
    private static func mailbox(_ text: String?) throws(ContentError) -> Mailbox {
        guard let text, !text.isEmpty else { throw ContentError(.badAddress, "the address has no recipient, as in mail:buyers@example.com") }
        if let mailbox = Mailbox(text) { return mailbox }
        if text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
            throw ContentError(.badAddress, "the recipient's address holds a line break or another control character")
        }
        let address = text.lastIndex(of: "<").map { text[text.index(after: $0)...] } ?? text[...]
        let domain = address.lastIndex(of: "@").map { address[$0...] } ?? ""
        guard domain.utf8.allSatisfy({ $0 < 128 }) else {
            throw ContentError(.badAddress, "the domain of the recipient's address has letters beyond ASCII; write it in its xn-- form")
        }
        guard address.utf8.allSatisfy({ $0 < 128 }) else {
            throw ContentError(.badAddress, "the recipient's address has letters beyond ASCII before the @, which few servers take")
        }
        throw ContentError(.badAddress, "the recipient is no mail address")
    }
}
