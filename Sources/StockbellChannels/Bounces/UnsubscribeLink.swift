import StockbellCore

/// The address at which a recipient wants no more mail of a channel (RFC 8058): it says itself who, and cannot be made up.
struct UnsubscribeLink: Sendable {
    private static let markBytes = 12

    private let door: String
    private let channel: String
    private let mark: FeedbackMark

    init(_ door: FeedbackDoor, channel: String) {
        self.door = door.url
        self.channel = channel
        mark = FeedbackMark(key: door.key)
    }

    func url(for recipient: String) -> String { "\(door)?u=\(Base64URL.text(Array(recipient.utf8))).\(text(recipient))" }

    /// Who is meant by what stands behind the `?`; nil: nobody, or it was not made here.
    func recipient(in query: String) -> String? {
        guard let value = query.split(separator: "&").first(where: { $0.hasPrefix("u=") })?.dropFirst(2), value.utf8.count <= 600 else { return nil }
        let parts = value.split(separator: ".")
        guard parts.count == 2, let recipient = Base64URL.bytes(parts[0]).flatMap({ String(validating: $0, as: UTF8.self) }),
            ConstantTime.isEqual(String(parts[1]), text(recipient))
        else { return nil }
        return recipient
    }

    private func text(_ recipient: String) -> String { mark.bytes(Self.markBytes, "unsubscribe", channel, recipient).hexadecimal }
}
