import Crypto
import FoundationEssentials
import StockbellCore

/// Reads Vonage's delivery receipts and inbound messages, by GET or POST, as a form or JSON: an account chooses.
struct VonageReader: FeedbackReader {
    /// How old a signed call may be, in seconds: Vonage sends what was not answered again for 24 hours, answers of people as well as receipts, with the
    /// time of its first try; an hour more for a clock that is wrong.
    static let oldest = 25 * 3600.0
    /// How far its clock may be ahead of ours.
    static let mostAhead = 300.0

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
            guard isFresh(fields, now) else { return .refused(reason: "the signed \"timestamp\" is missing, more than 25 hours old, or ahead of us") }
            origin = .gateway(callback.provenDelivery(of: query))
        } else {
            guard let known = callback.origin(of: query) else { return .refused(reason: "the token is missing or wrong") }
            origin = known
            fields = FormFields(call)
        }
        if fields["status"] == nil, fields["text"] != nil || fields["keyword"] != nil {
            guard origin.isGateway else { return .nonsense(reason: "a text where a receipt should be") }
            return OptWord.reading(from: fields["msisdn"], text: fields["text"], .bare)
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

    /// Whether it was signed not long ago: what somebody kept is not taken again.
    private func isFresh(_ fields: FormFields, _ now: Date) -> Bool {
        guard let time = (fields["timestamp"] ?? fields["message-timestamp"]).flatMap(Self.time) else { return false }
        return (-Self.mostAhead...Self.oldest).contains(now.timeIntervalSince(time))
    }

    /// Seconds since 1970, or a date and a time in UTC, such as "2025-11-21 18:00:00".
    private static func time(_ text: String) -> Date? {
        if let seconds = Int64(text) { return Date(timeIntervalSince1970: Double(seconds)) }
        return try? Date(text.replacing(" ", with: "T") + "Z", strategy: .iso8601)
    }
}
