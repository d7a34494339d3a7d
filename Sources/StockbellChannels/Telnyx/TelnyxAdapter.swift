import Curl
import StockbellCore

/// Sends text messages by Telnyx's API version 2, which knows a repeat by its `Idempotency-Key`.
struct TelnyxAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: TelnyxSettings
    let redaction: Redaction

    init(_ settings: TelnyxSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.key], urls: [settings.url])
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        let body = JSONText.object { json in
            if let sender = settings.from { json.add("from", text: sender) }
            if let profile = settings.profile { json.add("messaging_profile_id", text: profile) }
            json.add("to", text: message.number.description)
            json.add("text", text: message.text.text)
            json.add("type", text: "SMS")
            json.add("encoding", text: message.text.encoding.rawValue)
            if let callback = message.callback { json.add("webhook_url", text: callback) }
        }
        let headers = [
            Header(name: "Authorization", value: "Bearer \(settings.key.reveal())"), Header(name: "Idempotency-Key", value: parcel.idempotencyKey),
        ]
        return CurlRequest(url: Self.joined(settings.url, "/v2/messages"), channel: channel, headers: headers, jsonText: body)
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let response = judgement.response
        let answer = JSONReply(response.body)
        guard (200..<300).contains(response.status) else {
            let error = answer["errors"].first
            let code = error["code"].text
            let text = [error["title"].text, error["detail"].text].compactMap(\.self).joined(separator: ": ")
            if let refusal = code.flatMap({ Self.refusal($0, pointer: error["source"]["pointer"].text ?? "") }) {
                return judgement.refused(refusal, code: code, text: text)
            }
            return judgement.refused(response.status == 409 ? .passing : nil, code: code, text: text).afterRepeat(response, parcel)
        }
        guard let id = answer["data"]["id"].text else { return judgement.odd }
        let status = answer["data"]["to"].first["status"].text ?? ""
        return .delivered(message.receipt(id: id, answer: judgement.said("\(response.status) \(status)"), segments: answer["data"]["parts"].number))
    }

    /// Codes of developers.telnyx.com/docs/messaging/messages/error-codes.
    static func refusal(_ code: String, pointer: String = "") -> TextRefusal? {
        switch code {
        case "10001", "10002", "10004", "10016": refusal(code, of: pointer.split(separator: "/").last { Int($0) == nil }.map(String.init))
        case "40001", "40012", "40310": .badNumber
        case "40300": .optedOut
        case "40309": .unroutable
        case "10009", "10010": .authentication
        case "10011", "40002", "40011", "40318": .throttled
        case "40013", "40305", "40306", "40307", "40315", "40319", "40320", "40321": .badSender
        case "10039", "20100", "20012", "20013", "40311", "40312", "40313", "40314": .account
        case "40302": .tooLong
        case "40003", "40009", "40015", "40301", "40304", "40316", "40322": .content
        case "10007", "40006": .passing
        default: nil
        }
    }

    /// What is wrong with a field; nil: the gateway does not say which.
    ///
    /// A mistake in the shop's own settings must not be the recipient's.
    private static func refusal(_ code: String, of field: String?) -> TextRefusal {
        switch field {
        case "to": .badNumber
        case "from": .badSender
        case "text": .content
        // No such number, or not in international form; 10001 is one of our own that is not active, 10004 something that is missing.
        case nil: ["10002", "10016"].contains(code) ? .badNumber : .account
        default: .account
        }
    }
}

extension Outcome {
    /// What an answer to a repeat is worth that the gateway's list does not have.
    ///
    /// The same key with another body is refused with 422 while the first text is known (developers.telnyx.com/docs/development/api-fundamentals/idempotency).
    fileprivate func afterRepeat(_ response: CurlResponse, _ parcel: Parcel) -> Outcome {
        guard parcel.attempt > 1, response.status == 422, case .rejected(let failure, _) = self else { return self }
        return .unknown(Failure(.other, "an earlier try may have gone; \(failure.detail)"))
    }
}
