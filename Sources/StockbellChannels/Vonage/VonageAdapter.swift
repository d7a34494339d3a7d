import Curl
import StockbellCore

/// Sends text messages by Vonage's SMS API, whose answers have status 200 whatever they say.
struct VonageAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: VonageSettings
    let redaction: Redaction

    init(_ settings: VonageSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        // The secret stands in the form itself.
        let posted = Secret(PercentEncoding.encode(settings.secret.reveal()).replacing("%20", with: "+"))
        redaction = Redaction([settings.secret, posted] + [settings.signature].compactMap(\.self), urls: [settings.url])
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        var form = [
            (name: "api_key", value: settings.key), ("api_secret", settings.secret.reveal()),
            ("from", settings.from.withoutPlus), ("to", message.number.description.withoutPlus),
            ("text", message.text.text), ("type", message.text.encoding == .gsm7 ? "text" : "unicode"),
            // Our id, which receipts repeat.
            ("client-ref", parcel.idempotencyKey),
        ]
        if let callback = message.callback { form += [("status-report-req", "true"), ("callback", callback)] }
        return CurlRequest(url: Self.joined(settings.url, "/sms/json"), form: form, channel: channel)
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let response = judgement.response
        let parts = JSONReply(response.body)["messages"].elements
        guard (200..<300).contains(response.status), !parts.isEmpty else { return judgement.refused(nil, code: nil, text: nil) }
        guard let failed = parts.first(where: { $0["status"].text != "0" }) else {
            return .delivered(message.receipt(id: parts[0]["message-id"].text, answer: "200 status 0", segments: parts.count))
        }
        let taken = parts.filter { $0["status"].text == "0" }.count
        guard let code = failed["status"].text else { return judgement.odd }
        let text = failed["error-text"].text
        guard taken == 0 else {
            // Sent again, those parts would come twice.
            let said = judgement.said("\(taken) of \(parts.count) parts were taken, then \(code): \(text ?? "")")
            return .unknown(Failure(.other, said))
        }
        return judgement.refused(Self.refusal(code, text ?? ""), code: code, text: text)
    }

    /// Codes of developer.vonage.com/api-errors/sms.
    private static func refusal(_ code: String, _ text: String) -> TextRefusal {
        switch code {
        case "1", "10": .throttled
        case "2", "3": text.hasSuffix(" to") || text.contains(" to ") ? .badNumber : text.contains("from") ? .badSender : .content
        case "4", "14", "32": .authentication
        case "5": .passing
        case "7": .optedOut
        case "8", "9", "11", "19", "23", "29": .account
        case "12": .tooLong
        case "15": .badSender
        case "33": .badNumber
        case "6", "22": .unroutable
        default: .content
        }
    }
}
