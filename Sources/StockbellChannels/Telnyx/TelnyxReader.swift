import Crypto
import FoundationEssentials
import StockbellCore

/// Reads Telnyx's webhooks: `message.sent`, `message.finalized` and `message.received` (developers.telnyx.com/docs/messaging/messages/receiving-webhooks).
struct TelnyxReader: FeedbackReader {
    /// How far its clock and ours may be apart, in seconds; older calls are taken for copies.
    static let tolerance = 300.0

    private let callback: CallbackURL
    private let publicKey: String?
    private let redaction: Redaction

    init(_ settings: TelnyxSettings, callback: CallbackURL) {
        self.callback = callback
        publicKey = settings.publicKey
        redaction = Redaction([settings.key], urls: [settings.url])
    }

    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        let query = FormFields(query: call.query)
        let origin: CallOrigin
        if let publicKey {
            guard isSigned(call, publicKey) else { return .refused(reason: "telnyx-signature-ed25519 is missing or wrong") }
            guard isFresh(call, now) else { return .refused(reason: "telnyx-timestamp is more than five minutes from our time") }
            origin = .gateway(callback.provenDelivery(of: query))
        } else {
            guard let known = callback.origin(of: query) else { return .refused(reason: "the token is missing or wrong") }
            origin = known
        }
        let event = JSONReply(call.body)["data"]
        switch event["event_type"].text {
        case "message.received":
            guard origin.isGateway else { return .nonsense(reason: "a text where a receipt should be") }
            return OptWord.reading(from: event["payload"]["from"]["phone_number"].text, text: event["payload"]["text"].text, .plus)
        case "message.sent", "message.finalized": return report(origin, event["payload"])
        case .some: return .understood([])
        case nil: return .nonsense(reason: "no JSON with an event")
        }
    }

    private func report(_ origin: CallOrigin, _ payload: JSONReply) -> FeedbackReading {
        guard let status = payload["to"].first["status"].text, let subject = origin.subject(provider: payload["id"].text) else {
            return .nonsense(reason: "no status, or no message")
        }
        guard let fate = Self.fates[status] else { return .understood([]) }
        let error = payload["errors"].first
        let words = [error["code"].text.map { "error \($0)" }, error["title"].text].compactMap(\.self)
        let cause = fate == .failed ? error["code"].text.flatMap { TelnyxAdapter.refusal($0) }?.cause : nil
        let detail = redaction((["Telnyx: \(status)"] + words).joined(separator: ", "))
        return .understood([.report(DeliveryReport(subject, fate, detail: detail, suppresses: cause))])
    }

    /// `delivery_unconfirmed` is no end: the network has not said what became of it.
    private static let fates: [String: DeliveryReport.Fate] = [
        "queued": .underWay, "sending": .underWay, "sent": .underWay, "delivery_unconfirmed": .underWay, "delivered": .arrived,
        "sending_failed": .failed, "delivery_failed": .failed, "expired": .failed,
    ]

    /// Ed25519 over timestamp, a bar, and the body as it came.
    private func isSigned(_ call: FeedbackCall, _ publicKey: String) -> Bool {
        guard let bytes = Data(base64Encoded: publicKey), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes),
            let signature = call.header("telnyx-signature-ed25519").flatMap({ Data(base64Encoded: $0) }),
            let timestamp = call.header("telnyx-timestamp")
        else { return false }
        return key.isValidSignature(signature, for: Array((timestamp + "|").utf8) + call.body)
    }

    private func isFresh(_ call: FeedbackCall, _ now: Date) -> Bool {
        guard let seconds = call.header("telnyx-timestamp").flatMap({ Int64($0) }) else { return false }
        return abs(Double(seconds) - now.timeIntervalSince1970) <= Self.tolerance
    }
}
