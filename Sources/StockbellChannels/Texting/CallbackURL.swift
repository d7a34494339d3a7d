import Crypto
import FoundationEssentials
package import StockbellCore

/// The URLs that a channel gives to its gateway to call back, each with a token by which the call is known again.
///
/// A token is 128 bits of an HMAC-SHA256 over the channel's name and the message's id, so that whoever knows one knows no other.
package struct CallbackURL: Sendable {
    private static let deliveryField = "d"
    private static let tokenField = "t"
    private static let tokenBytes = 16

    /// The names of our own fields in a query, which are none of the gateway's.
    static let fields: Set = [deliveryField, tokenField]

    private let door: FeedbackDoor
    private let channel: String

    /// nil when the channel has no door for feedback.
    package init?(_ channel: ChannelSettings) {
        guard let door = channel.feedback else { return nil }
        self.door = door
        self.channel = channel.name
    }

    /// Where to tell what became of a message.
    func url(for delivery: Delivery.ID) -> String {
        let id = PercentEncoding.encode(delivery.string)
        return joined("\(Self.deliveryField)=\(id)&\(Self.tokenField)=\(token(delivery))")
    }

    /// Where to send what people answer, and receipts of a gateway that is told one URL for all, to be entered there by hand.
    ///
    /// It carries a secret, and speaks for the whole channel.
    package var inbound: String { joined("\(Self.tokenField)=\(token(nil))") }

    /// The URL of a call, as the gateway was told it.
    func called(_ call: FeedbackCall) -> String { call.query.isEmpty ? door.url : joined(call.query) }

    /// For what the token of a query speaks; nil: there is none, or it is wrong.
    func origin(of query: FormFields) -> CallOrigin? {
        guard let token = query[Self.tokenField] else { return nil }
        let delivery = delivery(of: query)
        return ConstantTime.isEqual(token, self.token(delivery)) ? delivery.map { .delivery($0) } ?? .gateway(nil) : nil
    }

    /// Which message the URL of a call names; to be believed only where something proves the call.
    func delivery(of query: FormFields) -> Delivery.ID? { query[Self.deliveryField].map { Delivery.ID($0) } }

    /// The message that the URL of a call names and whose token it has; nil: none does.
    ///
    /// For gateways whose signature covers the body alone.
    func provenDelivery(of query: FormFields) -> Delivery.ID? {
        guard case .delivery(let id)? = origin(of: query) else { return nil }
        return id
    }

    private func joined(_ query: String) -> String { door.url + (door.url.contains("?") ? "&" : "?") + query }

    /// The token of a message's URL, or that of the channel's own.
    private func token(_ delivery: Delivery.ID?) -> String {
        let text = delivery.map { "delivery\0\(channel)\0\($0.string)" } ?? "inbound\0\(channel)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: Array(door.key.reveal().utf8)))
        let base64 = Data(code.prefix(Self.tokenBytes)).base64EncodedString()
        return String(base64.compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
    }
}
