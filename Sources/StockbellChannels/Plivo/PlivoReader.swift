import Crypto
import FoundationEssentials
import StockbellCore

/// Reads Plivo's message status callbacks and incoming messages.
///
/// Known by signature version 3, which covers URL and fields, or by the token: version 2 covers neither query nor body, and proves nothing.
struct PlivoReader: FeedbackReader {
    private let callback: CallbackURL
    private let token: Secret
    private let redaction: Redaction

    init(_ settings: PlivoSettings, callback: CallbackURL) {
        self.callback = callback
        token = settings.token
        redaction = Redaction([settings.token], urls: [settings.url])
    }

    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        let query = FormFields(query: call.query)
        let origin: CallOrigin
        if let signature = call.header("X-Plivo-Signature-V3") {
            guard isSigned(call, by: signature) else { return .refused(reason: "X-Plivo-Signature-V3 is wrong") }
            origin = .gateway(callback.delivery(of: query))
        } else {
            guard let known = callback.origin(of: query) else { return .refused(reason: "the token is missing or wrong") }
            origin = known
        }
        let fields = FormFields(call)
        if fields["Status"] == nil, fields["Text"] != nil {
            guard origin.isGateway else { return .nonsense(reason: "a text where a receipt should be") }
            return OptWord.reading(from: fields["From"], text: fields["Text"], .bare)
        }
        return report(origin, fields)
    }

    private func report(_ origin: CallOrigin, _ fields: FormFields) -> FeedbackReading {
        let subject = origin.subject(provider: fields["ParentMessageUUID"] ?? fields["MessageUUID"])
        guard let status = fields["Status"], let subject else { return .nonsense(reason: "no status, or no message") }
        guard let fate = Self.fates[status.lowercased()] else { return .understood([]) }
        let code = fields["ErrorCode"].map { ", error \($0)" } ?? ""
        let cause = fate == .failed ? fields["ErrorCode"].flatMap { Self.lasting[$0] } : nil
        return .understood([.report(DeliveryReport(subject, fate, detail: redaction("Plivo: \(status)\(code)"), suppresses: cause))])
    }

    private static let fates: [String: DeliveryReport.Fate] = [
        "queued": .underWay, "sent": .underWay, "delivered": .arrived, "read": .arrived, "failed": .failed, "undelivered": .failed,
        "rejected": .failed,
    ]

    /// No such number, out of service for good, or stopped by the person (plivo.com/docs/messaging/troubleshooting/error-codes).
    private static let lasting: [String: SuppressedAddress.Cause] = ["50": .bounce, "70": .bounce, "200": .optOut]

    /// HMAC-SHA256 of the URL with its query sorted, the posted fields sorted, and a nonce, as Plivo's own libraries make it.
    private func isSigned(_ call: FeedbackCall, by given: String) -> Bool {
        guard let nonce = call.header("X-Plivo-Signature-V3-Nonce") else { return false }
        let url = callback.called(call)
        let base = url.prefix { $0 != "?" }
        let query = FormFields(query: String(url[base.endIndex...].dropFirst())).all.sorted().map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let posted = call.method == "GET" ? "" : FormFields(body: call.body).all.sorted().map { $0.name + $0.value }.joined()
        let signed = "\(base)\(query.isEmpty && posted.isEmpty ? "" : "?")\(query)\(query.isEmpty || posted.isEmpty ? "" : ".")\(posted).\(nonce)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: SymmetricKey(data: Array(token.reveal().utf8)))
        let expected = Data(code).base64EncodedString()
        // While a token is being changed there are several signatures.
        return given.split(separator: ",").map { ConstantTime.isEqual(expected, String($0.filter { $0 != " " })) }.contains(true)
    }
}
