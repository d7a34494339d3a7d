import Crypto
import FoundationEssentials
import StockbellCore

/// Reads Twilio's status callbacks and incoming messages (twilio.com/docs/usage/webhooks/webhooks-security).
struct TwilioReader: FeedbackReader {
    /// What an incoming message is answered with: nothing is sent back.
    static let silence = FeedbackReading.Answer(contentType: "text/xml; charset=utf-8", body: "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>")

    private let callback: CallbackURL
    /// The account's token, which signs; nil: only an API key is known, which does not.
    private let token: Secret?
    private let redaction: Redaction

    init(_ settings: TwilioSettings, callback: CallbackURL) {
        self.callback = callback
        token = settings.key == nil ? settings.token : nil
        redaction = Redaction([settings.token], urls: [settings.url])
    }

    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        let query = FormFields(query: call.query)
        let fields = call.method == "GET" ? query : FormFields(body: call.body)
        let origin: CallOrigin
        if let token {
            guard isSigned(call, fields, token) else { return .refused(reason: "X-Twilio-Signature is missing or wrong") }
            origin = .gateway(callback.delivery(of: query))
        } else {
            guard let known = callback.origin(of: query) else { return .refused(reason: "the token is missing or wrong") }
            origin = known
        }
        if fields["MessageStatus"] == nil, fields["SmsStatus"] == nil || fields["SmsStatus"] == "received" { return inbound(origin, fields) }
        return report(origin, fields)
    }

    private func inbound(_ origin: CallOrigin, _ fields: FormFields) -> FeedbackReading {
        guard origin.isGateway else { return .nonsense(reason: "a text where a receipt should be") }
        // With its own handling of these words, Twilio says what it took a text for.
        let wish = fields["OptOutType"].flatMap { ["STOP", "START"].contains($0) ? $0 : nil }
        return OptWord.reading(from: fields["From"], text: wish ?? fields["Body"], .plus, answer: Self.silence)
    }

    private func report(_ origin: CallOrigin, _ fields: FormFields) -> FeedbackReading {
        let provider = fields["MessageSid"] ?? fields["SmsSid"]
        guard let status = fields["MessageStatus"] ?? fields["SmsStatus"], let subject = origin.subject(provider: provider) else {
            return .nonsense(reason: "no status, or no message")
        }
        guard let fate = Self.fates[status] else { return .understood([]) }
        let code = fields["ErrorCode"] ?? ""
        let words = code.isEmpty || code == "0" ? "Twilio: \(status)" : "Twilio: \(status), error \(code)"
        let cause = fate == .failed ? TwilioAdapter.refusals[code]?.cause : nil
        return .understood([.report(DeliveryReport(subject, fate, detail: redaction(words), suppresses: cause))])
    }

    private static let fates: [String: DeliveryReport.Fate] = [
        "accepted": .underWay, "scheduled": .underWay, "queued": .underWay, "sending": .underWay, "sent": .underWay,
        "delivered": .arrived, "read": .arrived, "undelivered": .failed, "failed": .failed, "canceled": .failed,
    ]

    /// HMAC-SHA1 of the URL and the posted fields, sorted; Twilio is not of one mind whether the URL names a usual port.
    private func isSigned(_ call: FeedbackCall, _ fields: FormFields, _ token: Secret) -> Bool {
        guard let given = call.header("X-Twilio-Signature") else { return false }
        let posted = call.method == "GET" ? [] : Set(fields.all)
        let tail = posted.sorted().map { $0.name + $0.value }.joined()
        let key = SymmetricKey(data: Array(token.reveal().utf8))
        let signatures = Self.forms(of: callback.called(call)).map { url in
            Data(HMAC<Insecure.SHA1>.authenticationCode(for: Array((url + tail).utf8), using: key)).base64EncodedString()
        }
        // Every one is compared, so that the time tells nothing.
        return signatures.map { ConstantTime.isEqual($0, given) }.contains(true)
    }

    /// A URL with and without the port that its scheme has anyway.
    private static func forms(of url: String) -> [String] {
        guard let start = url.firstRange(of: "://")?.upperBound else { return [url] }
        let port = url.hasPrefix("https:") ? ":443" : ":80"
        let host = url[start...].prefix { !"/?#".contains($0) }
        let rest = url[host.endIndex...]
        if host.hasSuffix(port) { return [url, "\(url[..<start])\(host.dropLast(port.count))\(rest)"] }
        return host.contains(":") ? [url] : [url, "\(url[..<host.endIndex])\(port)\(rest)"]
    }
}
