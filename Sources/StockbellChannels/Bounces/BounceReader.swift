package import StockbellCore

/// Reads what comes back to a mail channel, and finds the message that it is about.
///
/// Pure.
package struct BounceReader: Sendable {
    /// A longer mail is read as far as this; what matters stands at its beginning.
    package static let longest = 1 << 20

    private let channel: String
    private let domain: String
    private let bounces: BounceAddress?
    private let takesWishes: Bool
    private let redaction = Redaction()

    package init(_ settings: SMTPSettings, channel: ChannelSettings) {
        self.channel = channel.name
        domain = settings.from.domain.lowercased()
        bounces = settings.bounces.flatMap { BounceAddress($0, channel: channel.name, key: channel.feedback?.key) }
        takesWishes = settings.offersUnsubscribing
    }

    /// What a mail to the address of bounces says; empty: nothing about a message of ours.
    ///
    /// - Parameter isTrusted: whether it was handed in by somebody who proved to be the mail service. Else only the address that it came to proves
    ///   that it is about our message, as ids of messages are read by many; so that nobody else can shut an address off.
    package func read(_ bytes: [UInt8], isTrusted: Bool = false) -> [Feedback] {
        let mail = BounceMail(Array(bytes.prefix(Self.longest)))
        let marked = mail.addresses.lazy.compactMap { bounces?.delivery(of: $0) }.first
        guard let word = mail.word else { return marked.map { wish(mail, about: $0) } ?? [] }
        guard let key = marked ?? mail.messageIDs.lazy.compactMap({ self.delivery(ofMessageID: $0) }).first else { return [] }
        let isProven = isTrusted || marked != nil || bounces == nil
        return [.report(report(key, word.fate, word.status, word.detail, isProven: isProven))]
    }

    /// What a service reports of a message, by the id that the mail had.
    func report(ofMessageID id: String, _ fate: DeliveryReport.Fate, status: EnhancedStatus?, detail: String) -> Feedback? {
        delivery(ofMessageID: id).map { .report(report($0, fate, status, detail, isProven: true)) }
    }

    /// Whether the address that a mail came to proves that it is about a message of this channel.
    package func owns(_ bytes: [UInt8]) -> Bool {
        let mail = BounceMail(Array(bytes.prefix(Self.longest)))
        return mail.addresses.contains { bounces?.delivery(of: $0) != nil }
    }

    private func report(
        _ key: DeliveryKey, _ fate: DeliveryReport.Fate, _ status: EnhancedStatus?, _ detail: String, isProven: Bool
    ) -> DeliveryReport {
        let isLasting = fate == .failed && isProven && (status?.isOfTheRecipient ?? false)
        return DeliveryReport(.delivery(key), fate, detail: redaction(String(detail.prefix(1000))), suppresses: isLasting ? .bounce : nil)
    }

    /// A mail of somebody who wants no more: what mail programs write at a link `mailto:…?subject=unsubscribe`.
    ///
    /// It is of whoever got the message whose address it came to, as anybody can write anything as the sender.
    private func wish(_ mail: BounceMail, about key: DeliveryKey) -> [Feedback] {
        guard takesWishes, !mail.isAutomatic, mail.header["Subject"]?.lowercased() == "unsubscribe" else { return [] }
        return [.optOutOf(key.delivery, because: "asked by mail")]
    }

    /// The message whose mail had that id: `<ID@domain>`, after a replay `<ID-1@domain>`.
    private func delivery(ofMessageID text: String) -> DeliveryKey? {
        let id = text.prefix(1000).filter { !" \t<>".contains($0) }
        let parts = id.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].lowercased() == domain ? BounceAddress.key(parts[0]) : nil
    }
}
