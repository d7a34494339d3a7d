import Curl
import StockbellCore

/// Sends text messages by Twilio's Messages resource (API 2010-04-01).
struct TwilioAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: TwilioSettings
    let redaction: Redaction

    init(_ settings: TwilioSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.token, Self.basic(settings.key ?? settings.account, settings.token)], urls: [settings.url])
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        var form = [(name: "To", value: message.number.description), ("Body", message.text.text)]
        if let service = settings.messagingService { form.append(("MessagingServiceSid", service)) }
        if let sender = settings.from { form.append(("From", sender)) }
        if let callback = message.callback { form.append(("StatusCallback", callback)) }
        let path = "/2010-04-01/Accounts/\(PercentEncoding.encode(settings.account))/Messages.json"
        var request = CurlRequest(url: Self.joined(settings.url, path), form: form, channel: channel)
        request.username = settings.key ?? settings.account
        request.password = settings.token.reveal()
        return request
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let response = judgement.response
        let answer = JSONReply(response.body)
        guard (200..<300).contains(response.status) else {
            let code = answer["code"].text
            return judgement.refused(code.flatMap { Self.refusals[$0] }, code: code, text: answer["message"].text)
        }
        guard let id = answer["sid"].text else { return judgement.odd }
        if let code = answer["error_code"].text, answer["status"].text == "failed" {
            return judgement.refused(Self.refusals[code] ?? .content, code: code, text: answer["error_message"].text)
        }
        let said = judgement.said("\(response.status) \(answer["status"].text ?? "")")
        return .delivered(message.receipt(id: id, answer: said, segments: answer["num_segments"].number))
    }

    /// Twilio's dictionary of errors and warnings (twilio.com/docs/api/errors), as far as it is about sending.
    static let refusals: [String: TextRefusal] = [
        "20003": .authentication, "20005": .account, "20008": .authentication, "20101": .authentication, "20404": .account,
        "20429": .throttled, "14107": .throttled, "30001": .throttled, "30022": .throttled, "21611": .throttled, "63038": .throttled,
        "21211": .badNumber, "21214": .badNumber, "21217": .badNumber, "21265": .badNumber, "21614": .badNumber, "21635": .badNumber,
        "30005": .badNumber, "30006": .badNumber,
        "21610": .optedOut,
        "21408": .unroutable, "21612": .unroutable, "30003": .unroutable, "30004": .unroutable, "21268": .unroutable,
        "21210": .badSender, "21212": .badSender, "21603": .badSender, "21606": .badSender, "21618": .badSender, "21659": .badSender,
        "21660": .badSender, "21661": .badSender, "21701": .badSender, "21703": .badSender, "30034": .badSender, "30032": .badSender,
        "21608": .account, "21607": .account, "30002": .account, "30039": .account, "21609": .account,
        "21617": .tooLong, "21605": .tooLong,
        "21602": .content, "21619": .content, "30007": .content,
    ]
}
