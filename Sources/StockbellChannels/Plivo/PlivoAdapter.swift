import Curl
import StockbellCore

/// Sends text messages by Plivo's Message resource.
struct PlivoAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: PlivoSettings
    private let redaction: Redaction

    init(_ settings: PlivoSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.token, Self.basic(settings.account, settings.token)], urls: [settings.url])
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        let body = JSONText.object { json in
            // One of the two: Plivo refuses both.
            if let powerpack = settings.powerpack { json.add("powerpack_uuid", text: powerpack) } else { json.add("src", text: settings.from) }
            json.add("dst", text: message.number.description)
            json.add("text", text: message.text.text)
            json.add("type", text: "sms")
            if let callback = message.callback {
                json.add("url", text: callback)
                json.add("method", text: "POST")
            }
        }
        let path = "/v1/Account/\(PercentEncoding.encode(settings.account))/Message/"
        var request = CurlRequest(url: Self.joined(settings.url, path), json: body, channel: channel)
        request.username = settings.account
        request.password = settings.token.reveal()
        return request
    }

    func judge(_ response: CurlResponse, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let judgement = TextJudgement(response, redaction: redaction, now: parcel.attemptAt)
        let answer = JSONReply(response.body)
        let error = answer["error"].text
        guard (200..<300).contains(response.status), error == nil else {
            return judgement.refused(Self.refusal(response.status, error ?? ""), code: nil, text: error)
        }
        guard let id = answer["message_uuid"].first.text else { return judgement.odd }
        return .delivered(message.receipt(id: id, answer: redaction("\(response.status) \(answer["message"].text ?? "")")))
    }

    /// It has no codes here; its texts name the field: "dst is invalid", "src [..] is not a valid phone number".
    private static func refusal(_ status: Int, _ text: String) -> TextRefusal? {
        let words = text.lowercased()
        switch status {
        case 200..<300, 400, 404:
            if words.contains("dst") || words.contains("destination") { return .badNumber }
            if words.contains("src") || words.contains("source") || words.contains("powerpack") { return .badSender }
            if words.contains("credit") || words.contains("balance") || words.contains("trial") { return .account }
            return status == 404 ? nil : .content
        default: return nil
        }
    }
}
