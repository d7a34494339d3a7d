import FoundationEssentials
import StockbellCore

/// Reads Kannel's delivery receipts, which call the `dlr-url` of a message (User's Guide, "Delivery Reports"), and texts from telephones.
///
/// These come when a `sms-service` of the gateway has the channel's inbound URL as its `get-url`, with `&from=%p&text=%a` behind it.
struct KannelReader: FeedbackReader {
    private let callback: CallbackURL
    private let redaction: Redaction

    init(_ settings: KannelSettings, callback: CallbackURL) {
        self.callback = callback
        redaction = Redaction([settings.password], urls: [settings.url])
    }

    /// A message's own URL with the fields that Kannel fills in; a percent sign that is to stay one is doubled for it.
    static func fill(_ url: String) -> String {
        url.replacing("%", with: "%%") + "&status=%d&reply=%A&id=%F"
    }

    /// Asks for every kind of receipt: arrived 1, failed 2, buffered 4, sent on 8, refused 16.
    static let mask = 31

    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        let fields = FormFields(query: call.query)
        guard let origin = callback.origin(of: fields) else { return .refused(reason: "the token is missing or wrong") }
        guard case .delivery(let key) = origin else { return OptWord.reading(from: fields["from"], text: fields["text"], .bare) }
        return report(key, fields)
    }

    private func report(_ key: DeliveryKey, _ fields: FormFields) -> FeedbackReading {
        let fate: DeliveryReport.Fate
        switch fields["status"] {
        case "1": fate = .arrived
        case "2", "16": fate = .failed
        case "4", "8": fate = .underWay
        default: return .nonsense(reason: "no status of a receipt")
        }
        let words = ["Kannel: status \(fields["status"] ?? "")", fields["reply"] ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return .understood([.report(DeliveryReport(.delivery(key), fate, detail: redaction(words)))])
    }
}
