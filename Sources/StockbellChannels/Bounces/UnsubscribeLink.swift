import FoundationEssentials
import StockbellCore

/// The address at which a recipient wants no more mail of a channel (RFC 8058): it says itself who, and cannot be made up.
struct UnsubscribeLink: Sendable {
    private static let markBytes = 12

    private let door: String
    private let channel: String
    private let mark: MailMark

    init(_ door: FeedbackDoor, channel: String) {
        self.door = door.url
        self.channel = channel
        mark = MailMark(key: door.key)
    }

    func url(for recipient: String) -> String { "\(door)?u=\(encoded(recipient)).\(text(recipient))" }

    /// Who is meant by what stands behind the `?`; nil: nobody, or it was not made here.
    func recipient(in query: String) -> String? {
        guard let value = query.split(separator: "&").first(where: { $0.hasPrefix("u=") })?.dropFirst(2), value.utf8.count <= 600 else { return nil }
        let parts = value.split(separator: ".")
        guard parts.count == 2, let recipient = decoded(parts[0]), ConstantTime.isEqual(String(parts[1]), text(recipient)) else { return nil }
        return recipient
    }

    private func text(_ recipient: String) -> String { mark.text("unsubscribe", channel, recipient, bytes: Self.markBytes) }

    /// RFC 4648 section 5, without padding.
    private func encoded(_ text: String) -> String {
        let base64 = Data(text.utf8).base64EncodedString()
        return base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private func decoded(_ text: Substring) -> String? {
        let base64 = String(text).replacing("-", with: "+").replacing("_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return Data(base64Encoded: padded).flatMap { String(validating: $0, as: UTF8.self) }
    }
}
