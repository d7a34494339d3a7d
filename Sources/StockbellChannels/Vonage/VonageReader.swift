import Crypto
import FoundationEssentials
import StockbellCore

/// Reads Vonage's delivery receipts and inbound messages, by GET or POST, as a form or JSON: an account chooses.
struct VonageReader: FeedbackReader {
    private let callback: CallbackURL
    private let settings: VonageSettings
    private let redaction: Redaction

    init(_ settings: VonageSettings, callback: CallbackURL) {
        self.callback = callback
        self.settings = settings
        redaction = Redaction([settings.secret] + [settings.signature].compactMap(\.self), urls: [settings.url])
    }

    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        let query = FormFields(query: call.query)
        let fields: FormFields
        let origin: CallOrigin
        if let secret = settings.signature {
            fields = FormFields(call)
            guard isSigned(fields, secret) else { return .refused(reason: "the signature \"sig\" is missing or wrong") }
            origin = .gateway(callback.provenDelivery(of: query))
        } else {
            guard let known = callback.origin(of: query) else { return .refused(reason: "the token is missing or wrong") }
            origin = known
            fields = FormFields(call)
        }
        if fields["status"] == nil, fields["text"] != nil || fields["keyword"] != nil {
            guard origin.isGateway else { return .nonsense(reason: "a text where a receipt should be") }
            return OptWord.reading(from: fields["msisdn"], text: fields["text"])
        }
        return report(origin, fields)
    }

    private func report(_ origin: CallOrigin, _ fields: FormFields) -> FeedbackReading {
        let subject = origin.subject(reference: fields["client-ref"], provider: fields["messageId"] ?? fields["message-id"])
        guard let status = fields["status"], let subject else { return .nonsense(reason: "no status, or no message") }
        guard let fate = Self.fates[status] else { return .understood([]) }
        let code = fields["err-code"] ?? "0"
        let words = code == "0" ? "Vonage: \(status)" : "Vonage: \(status), error \(code)"
        let cause = fate == .failed ? Self.lasting[code] : nil
        return .understood([.report(DeliveryReport(subject, fate, detail: redaction(words), suppresses: cause))])
    }

    /// `unknown` is no end: the network has not said what became of it.
    private static let fates: [String: DeliveryReport.Fate] = [
        "submitted": .underWay, "accepted": .underWay, "buffered": .underWay, "unknown": .underWay,
        "delivered": .arrived, "expired": .failed, "failed": .failed, "rejected": .failed, "deleted": .failed,
    ]

    /// The number is no more, the person bars such texts, or wants none.
    private static let lasting: [String: SuppressedAddress.Cause] = ["3": .bounce, "4": .bounce, "9": .optOut]

    /// HMAC-SHA256, in hexadecimal, of all fields but itself, sorted, with `&` and `=` in their values made `_`.
    private func isSigned(_ fields: FormFields, _ secret: Secret) -> Bool {
        guard let given = fields["sig"] else { return false }
        let signed = fields.all.filter { $0.name != "sig" }.sorted()
        let text = signed.map { "&\($0.name)=\($0.value.replacing("&", with: "_").replacing("=", with: "_"))" }.joined()
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: Array(secret.reveal().utf8)))
        return ConstantTime.isEqual(code.hexadecimal, given.lowercased())
    }
}
