import FoundationEssentials
import StockbellCore

/// Reads MessageBird's status reports, which call the `reportUrl` of a message with GET, and forwarded incoming messages.
struct MessageBirdReader: FeedbackReader {
    private let callback: CallbackURL
    private let redaction: Redaction

    init(_ settings: MessageBirdSettings, callback: CallbackURL) {
        self.callback = callback
        redaction = Redaction([settings.key], urls: [settings.url])
    }

    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        guard let origin = callback.origin(of: FormFields(query: call.query)) else { return .refused(reason: "the token is missing or wrong") }
        let fields = FormFields(call)
        if fields["status"] == nil, let sender = fields["originator"] {
            guard origin.isGateway else { return .nonsense(reason: "a text where a receipt should be") }
            return OptWord.reading(from: sender, text: fields["body"] ?? fields["message"] ?? fields["payload"], .bare)
        }
        guard let status = fields["status"], let subject = origin.subject(reference: fields["reference"], provider: fields["id"]) else {
            return .nonsense(reason: "no status, or no message")
        }
        guard let fate = Self.fates[status] else { return .understood([]) }
        let reason = fields["statusReason"].map { ", \($0)" } ?? ""
        let code = fields["statusErrorCode"].map { ", error \($0)" } ?? ""
        let cause = fate == .failed ? fields["statusReason"].flatMap { Self.lasting[$0] } : nil
        let detail = redaction("MessageBird: \(status)\(reason)\(code)")
        return .understood([.report(DeliveryReport(subject, fate, detail: detail, suppresses: cause))])
    }

    private static let lasting: [String: SuppressedAddress.Cause] = ["unknown subscriber": .bounce, "opted out": .optOut]

    private static let fates: [String: DeliveryReport.Fate] = [
        "scheduled": .underWay, "sent": .underWay, "buffered": .underWay, "delivered": .arrived, "expired": .failed, "delivery_failed": .failed,
    ]
}
