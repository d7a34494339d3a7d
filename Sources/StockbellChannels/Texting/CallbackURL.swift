import Crypto
import FoundationEssentials
package import StockbellCore

/// The URLs that a channel gives to its gateway to call back, each with a token by which the call is known again.
///
/// A token is 128 bits of an HMAC-SHA256 over the channel's name and the message's id, so that whoever knows one knows no other.
package struct CallbackURL: Sendable {
    /// What a token speaks for.
    enum Subject: Hashable, Sendable {
        /// One message, and nothing else.
        case delivery(Delivery.ID)
        /// Whatever people send to the channel.
        case inbound
    }

    private static let subjectField = "d"
    private static let tokenField = "t"
    private static let tokenBytes = 16

    /// The names of our own fields, which a gateway may count among those that it signs, or not.
    static let fields: Set = [subjectField, tokenField]

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
        return joined("\(Self.subjectField)=\(id)&\(Self.tokenField)=\(token(.delivery(delivery)))")
    }

    /// Where to send what people answer, to be entered at the gateway by hand.
    ///
    /// It carries a secret.
    package var inbound: String { joined("\(Self.tokenField)=\(token(.inbound))") }

    /// The URL of a call, as the gateway was told it.
    func called(_ call: FeedbackCall) -> String { call.query.isEmpty ? door.url : joined(call.query) }

    /// What the token of a query speaks for; nil: there is none, or it is wrong.
    func subject(of query: FormFields) -> Subject? {
        guard let token = query[Self.tokenField] else { return nil }
        let subject = query[Self.subjectField].map { Subject.delivery(.init($0)) } ?? .inbound
        return ConstantTime.isEqual(token, self.token(subject)) ? subject : nil
    }

    /// Which message a call is about, by our own id; only for calls that something else proves genuine.
    func delivery(of query: FormFields) -> Delivery.ID? { query[Self.subjectField].map { Delivery.ID($0) } }

    private func joined(_ query: String) -> String { door.url + (door.url.contains("?") ? "&" : "?") + query }

    private func token(_ subject: Subject) -> String {
        let text =
            switch subject {
            case .delivery(let id): "delivery\0\(channel)\0\(id.string)"
            case .inbound: "inbound\0\(channel)"
            }
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: Array(door.key.reveal().utf8)))
        let base64 = Data(code.prefix(Self.tokenBytes)).base64EncodedString()
        return String(base64.compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
    }
}
