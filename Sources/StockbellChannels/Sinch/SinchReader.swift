import FoundationEssentials
import StockbellCore

/// Reads Sinch's delivery reports, one a recipient, and incoming messages (developers.sinch.com/docs/sms/api-reference/sms/tag/Webhooks).
struct SinchReader: FeedbackReader {
    private let callback: CallbackURL
    private let redaction: Redaction

    init(_ settings: SinchSettings, callback: CallbackURL) {
        self.callback = callback
        redaction = Redaction([settings.token], urls: [settings.url])
    }

    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        guard let origin = callback.origin(of: FormFields(query: call.query)) else { return .refused(reason: "the token is missing or wrong") }
        let body = JSONReply(call.body)
        switch body["type"].text {
        case "mo_text":
            guard origin.isGateway else { return .nonsense(reason: "a text where a receipt should be") }
            return OptWord.reading(from: body["from"].text, text: body["body"].text, .bare)
        case "recipient_delivery_report_sms": return report(origin, body)
        case .some: return .understood([])
        case nil: return .nonsense(reason: "no JSON with a type")
        }
    }

    private func report(_ origin: CallOrigin, _ body: JSONReply) -> FeedbackReading {
        let subject = origin.subject(reference: body["client_reference"].text, provider: body["batch_id"].text)
        guard let status = body["status"].text, let subject else { return .nonsense(reason: "no status, or no message") }
        guard let fate = Self.fates[status.lowercased()] else { return .understood([]) }
        let code = body["code"].number.map { ", code \($0)" } ?? ""
        return .understood([.report(DeliveryReport(subject, fate, detail: redaction("Sinch: \(status)\(code)")))])
    }

    /// None of its codes says that a number will never be reached.
    private static let fates: [String: DeliveryReport.Fate] = [
        "queued": .underWay, "dispatched": .underWay, "unknown": .underWay, "delivered": .arrived, "failed": .failed, "rejected": .failed,
        "aborted": .failed, "expired": .failed, "cancelled": .failed, "deleted": .failed,
    ]
}
