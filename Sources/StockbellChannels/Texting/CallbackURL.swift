package import StockbellCore

/// The URLs that a channel gives to its gateway to call back, each with a token by which the call is known again.
///
/// A token is 128 bits of an HMAC-SHA256 over the channel's name and the message's key, so that whoever knows one knows no other.
package struct CallbackURL: Sendable {
    private static let deliveryField = "d"
    private static let tokenField = "t"
    private static let tokenBytes = 16

    /// The names of our own fields in a query, which are none of the gateway's.
    static let fields: Set = [deliveryField, tokenField]

    private let door: String
    private let mark: FeedbackMark
    private let channel: String

    /// nil when the channel has no door for feedback.
    package init?(_ channel: ChannelSettings) {
        guard let door = channel.feedback else { return nil }
        self.door = door.url
        mark = FeedbackMark(key: door.key)
        self.channel = channel.name
    }

    /// Where to tell what became of a message.
    func url(for delivery: DeliveryKey) -> String {
        joined("\(Self.deliveryField)=\(PercentEncoding.encode(delivery.description))&\(Self.tokenField)=\(token(delivery))")
    }

    /// What of a message's URL nobody else may know.
    func secret(of delivery: DeliveryKey) -> Secret { Secret(token(delivery)) }

    /// Where to send what people answer, and receipts of a gateway that is told one URL for all, to be entered there by hand.
    ///
    /// It carries a secret, and speaks for the whole channel.
    package var inbound: String { joined("\(Self.tokenField)=\(token(nil))") }

    /// The URL of a call, as the gateway was told it.
    func called(_ call: FeedbackCall) -> String { call.query.isEmpty ? door : joined(call.query) }

    /// For what the token of a query speaks; nil: there is none, or it is wrong.
    func origin(of query: FormFields) -> CallOrigin? {
        guard let token = query[Self.tokenField] else { return nil }
        // What names no message proves nothing, not even as the channel's own.
        let delivery = delivery(of: query)
        guard delivery != nil || query[Self.deliveryField] == nil else { return nil }
        return ConstantTime.isEqual(token, self.token(delivery)) ? delivery.map { .delivery($0) } ?? .gateway(nil) : nil
    }

    /// Which message the URL of a call names; to be believed only where something proves the call.
    func delivery(of query: FormFields) -> DeliveryKey? { query[Self.deliveryField].flatMap(DeliveryKey.init) }

    /// The message that the URL of a call names and whose token it has; nil: none does.
    ///
    /// For gateways whose signature covers the body alone.
    func provenDelivery(of query: FormFields) -> DeliveryKey? {
        guard case .delivery(let key)? = origin(of: query) else { return nil }
        return key
    }

    private func joined(_ query: String) -> String { door + (door.contains("?") ? "&" : "?") + query }

    /// The token of a message's URL, or that of the channel's own.
    private func token(_ delivery: DeliveryKey?) -> String {
        let bytes = { mark.bytes(Self.tokenBytes, $0, channel, $1) }
        return Base64URL.text(delivery.map { bytes("delivery", $0.description) } ?? bytes("inbound", ""))
    }
}
