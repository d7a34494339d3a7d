import Curl
import StockbellCore

/// Sends text messages by Sinch's SMS API (XMS, version 1), one batch a message.
struct SinchAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: SinchSettings
    let redaction: Redaction

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
        return CurlRequest(url: Self.joined(settings.url, path), channel: channel, headers: headers, jsonText: body)
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let response = judgement.response
        let answer = JSONReply(response.body)
        guard (200..<300).contains(response.status) else {
            let (code, text) = (answer["code"].text, answer["text"].text)
            return judgement.refused(Self.refusal(response.status, code ?? "", text ?? ""), code: code, text: text)
        }
        guard let id = answer["id"].text else { return judgement.odd }
        return .delivered(message.receipt(id: id, answer: "\(response.status)"))
    }

    /// Its codes are few and general; its texts name the field: "Invalid originator", "to contains an invalid MSISDN".
    ///
    /// The sender is looked for first: it may be called an MSISDN, too, and a mistake in it is none of the recipient's.
    private static func refusal(_ status: Int, _ code: String, _ text: String) -> TextRefusal? {
        let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
        switch status {
        case 400 where !words.isDisjoint(with: ["originator", "from", "sender"]): return .badSender
        case 400 where !words.isDisjoint(with: ["msisdn", "msisdns", "recipient", "recipients"]) || text.contains("[to"): return .badNumber
        case 400: return .content
        // A text to a landline, and the like: one number is meant.
        case 403 where code == "illegal_number_type": return .unroutable
        case 403 where words.contains("balance") || words.contains("credit"): return .account
        default: return nil
        }
    }
}
