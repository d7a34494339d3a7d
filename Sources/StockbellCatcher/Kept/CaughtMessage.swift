package import FoundationEssentials

/// One message that arrived at the catcher, as a person would have got it.
package struct CaughtMessage: Sendable, Hashable, Identifiable {
    /// What kind of message it is; the page has a tab for each.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case mail, chat, sms, webhook
    }

    /// Counts up from 1 in the order of arrival; 0 until the catcher keeps it.
    package internal(set) var id = 0
    /// The configured channel that sent it.
    package var channel: String
    /// What kind of message it is; `type` in JSON.
    package var kind: Kind
    /// Who sent it, as a mail or an SMS says; nil elsewhere.
    package var from: String?
    /// Whom it is for: the recipients of the envelope, separated by ", ", or a phone number; nil where the channel itself is the address.
    package var to: String?
    /// The subject of a mail, the notification line of a chat message that has blocks, the `type` of a webhook.
    package var subject: String?
    /// What a reader sees: the plain part, the chat text in its markup, the SMS, the body of a webhook.
    package var text: String?
    /// The HTML part of a mail.
    package var html: String?
    /// What came over the wire, without passwords.
    package var raw: String
    /// When it arrived.
    package var receivedAt: Date
    /// Into how many parts an SMS is divided; nil for everything else.
    package var segments: Int?
    /// The web links a reader can follow, in order.
    package var links: [CaughtLink] = []
    /// The names of the files that come with a mail.
    package var attachments: [String] = []

    /// Roughly how much memory it holds, in bytes.
    var size: Int { raw.utf8.count + (text?.utf8.count ?? 0) + (html?.utf8.count ?? 0) }
}

extension CaughtMessage: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, channel, kind = "type", from, to, subject, text, html, raw, receivedAt, segments, links, attachments
    }

    private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(Int.self, forKey: .id)
        channel = try values.decode(String.self, forKey: .channel)
        kind = try values.decode(Kind.self, forKey: .kind)
        from = try values.decodeIfPresent(String.self, forKey: .from)
        to = try values.decodeIfPresent(String.self, forKey: .to)
        subject = try values.decodeIfPresent(String.self, forKey: .subject)
        text = try values.decodeIfPresent(String.self, forKey: .text)
        html = try values.decodeIfPresent(String.self, forKey: .html)
        raw = try values.decode(String.self, forKey: .raw)
        receivedAt = try Self.time.parse(values.decode(String.self, forKey: .receivedAt))
        segments = try values.decodeIfPresent(Int.self, forKey: .segments)
        links = try values.decode([CaughtLink].self, forKey: .links)
        attachments = try values.decode([String].self, forKey: .attachments)
    }

    /// Writes every key: what there is not is null, so a script need not ask whether a key exists.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(channel, forKey: .channel)
        try values.encode(kind, forKey: .kind)
        try values.encode(from, forKey: .from)
        try values.encode(to, forKey: .to)
        try values.encode(subject, forKey: .subject)
        try values.encode(text, forKey: .text)
        try values.encode(html, forKey: .html)
        try values.encode(raw, forKey: .raw)
        try values.encode(receivedAt.formatted(Self.time), forKey: .receivedAt)
        try values.encode(segments, forKey: .segments)
        try values.encode(links, forKey: .links)
        try values.encode(attachments, forKey: .attachments)
    }
}
