import Curl
import StockbellCore

/// Sends text messages by the REST API of MessageBird, which is now Bird.
struct MessageBirdAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: MessageBirdSettings
    let redaction: Redaction

    init(_ settings: MessageBirdSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.key], urls: [settings.url])
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        let body = JSONText.object { json in
            json.add("originator", text: settings.from.withoutPlus)
            json.add("recipients", texts: [message.number.description.withoutPlus])
            json.add("body", text: message.text.text)
            json.add("datacoding", text: message.text.encoding == .gsm7 ? "plain" : "unicode")
            // Our id: without a reference there are no reports.
            json.add("reference", text: parcel.idempotencyKey)
            if let callback = message.callback { json.add("reportUrl", text: callback) }
        }
        let headers = [Header(name: "Authorization", value: "AccessKey \(settings.key.reveal())")]
        return CurlRequest(url: Self.joined(settings.url, "/messages"), channel: channel, headers: headers, jsonText: body)
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let response = judgement.response
        let answer = JSONReply(response.body)
        let error = answer["errors"].first
        if let code = error["code"].text {
            let text = [error["description"].text, error["parameter"].text].compactMap(\.self).joined(separator: ", ")
            return judgement.refused(Self.refusal(code, parameter: error["parameter"].text), code: code, text: text)
        }
        guard (200..<300).contains(response.status) else { return judgement.refused(nil, code: nil, text: nil) }
        guard let id = answer["id"].text else { return judgement.odd }
        let recipient = answer["recipients"]["items"].first
        let said = judgement.said("\(response.status) \(recipient["status"].text ?? "")")
        return .delivered(message.receipt(id: id, answer: said, segments: recipient["messagePartCount"].number))
    }

    /// Codes of developers.messagebird.com/api/#api-errors.
    private static func refusal(_ code: String, parameter: String?) -> TextRefusal? {
        switch (code, parameter) {
        case ("2", _): .authentication
        case ("9", "recipients"), ("9", "recipient"), ("10", "recipients"), ("10", "recipient"): .badNumber
        case ("9", "originator"), ("10", "originator"): .badSender
        case ("9", "body"), ("10", "body"): .content
        case ("25", _): .account
        case ("99", _): .passing
        default: nil
        }
    }
}
