import Curl
import StockbellCore

/// Sends text messages by Plivo's Message resource.
struct PlivoAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: PlivoSettings
    let redaction: Redaction

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
        var request = CurlRequest(url: Self.joined(settings.url, path), channel: channel, jsonText: body)
        request.username = settings.account
        request.password = settings.token.reveal()
        return request
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let response = judgement.response
        let answer = JSONReply(response.body)
        let error = answer["error"].text
        guard (200..<300).contains(response.status), error == nil else {
            return judgement.refused(refusal(response.status, error ?? "", message.number), code: nil, text: error)
        }
        // Taken for none of the numbers, and ours is the only one.
        if answer["message_uuid"] == .array([]), answer["invalid_number"].elements.contains(where: { Self.names(message.number, $0.text ?? "") }) {
            return judgement.refused(.badNumber, code: "invalid_number", text: nil)
        }
        guard let id = answer["message_uuid"].first.text else { return judgement.odd }
        return .delivered(message.receipt(id: id, answer: judgement.said("\(response.status) \(answer["message"].text ?? "")")))
    }

    /// It has no codes here; its texts name the field or its value: "src parameter not present", "'1111111' is not a valid phone number.".
    ///
    /// The sender is looked for first, and nobody loses their texts unless it is their number that is no good.
    private func refusal(_ status: Int, _ text: String, _ number: PhoneNumber) -> TextRefusal? {
        let words = text.lowercased()
        switch status {
        case 200..<300, 400, 404:
            let isSenders = settings.from.flatMap { PhoneNumber($0) }.map { Self.names($0, text) } ?? false
            if isSenders || words.contains("src") || words.contains("source") || words.contains("powerpack") { return .badSender }
            if words.contains("valid"), Self.names(number, text) { return .badNumber }
            if words.contains("dst") || words.contains("destination") { return .unroutable }
            if words.contains("credit") || words.contains("balance") || words.contains("trial") { return .account }
            return status == 404 ? nil : .content
        default: return nil
        }
    }

    /// Whether a number stands in a text, with its plus sign or without.
    private static func names(_ number: PhoneNumber, _ text: String) -> Bool {
        text.split { !("0"..."9").contains($0) }.contains { $0 == number.description.withoutPlus }
    }
}
