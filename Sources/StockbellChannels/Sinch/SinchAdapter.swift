import Curl
import StockbellCore

/// Sends text messages by Sinch's SMS API (XMS, version 1), one batch a message.
struct SinchAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: SinchSettings
    private let redaction: Redaction

    init(_ settings: SinchSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.token], urls: [settings.url])
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        let body = JSONText.object { json in
            if let sender = settings.from { json.add("from", text: sender) }
            json.add("to", texts: [message.number.description])
            json.add("body", text: message.text.text)
            json.add("type", text: "mt_text")
            // Our id, which receipts repeat.
            json.add("client_reference", text: parcel.idempotencyKey)
            json.add("delivery_report", text: message.callback == nil ? "none" : "per_recipient")
            if let callback = message.callback { json.add("callback_url", text: callback) }
        }
        let headers = [Header(name: "Authorization", value: "Bearer \(settings.token.reveal())")]
        let path = "/xms/v1/\(PercentEncoding.encode(settings.plan))/batches"
        return CurlRequest(url: Self.joined(settings.url, path), json: body, channel: channel, headers: headers)
    }

    func judge(_ response: CurlResponse, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let judgement = TextJudgement(response, redaction: redaction, now: parcel.attemptAt)
        let answer = JSONReply(response.body)
        guard (200..<300).contains(response.status) else {
            let text = answer["text"].text
            return judgement.refused(Self.refusal(response.status, text ?? ""), code: answer["code"].text, text: text)
        }
        guard let id = answer["id"].text else { return judgement.odd }
        return .delivered(message.receipt(id: id, answer: "\(response.status)"))
    }

    /// Its codes are few and general; its texts name the field: "Invalid originator", "to contains an invalid MSISDN".
    private static func refusal(_ status: Int, _ text: String) -> TextRefusal? {
        let words = text.lowercased()
        switch status {
        case 400 where words.contains("msisdn") || words.contains("recipient") || words.contains("[to"): return .badNumber
        case 400 where words.contains("originator") || words.contains("from"): return .badSender
        case 400: return .content
        case 403 where words.contains("balance") || words.contains("credit"): return .account
        default: return nil
        }
    }
}
