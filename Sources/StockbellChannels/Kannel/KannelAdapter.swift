import Curl
import StockbellCore

/// Sends text messages by the sendsms service of a Kannel gateway (Kannel User's Guide, "Using the SMS sender HTTP-interface").
struct KannelAdapter: TextGateway {
    let channel: ChannelSettings
    private let settings: KannelSettings
    let redaction: Redaction

    init(_ settings: KannelSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.password], urls: [settings.url])
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        var fields = [(name: "username", value: settings.username), ("password", settings.password.reveal())]
        if let sender = settings.from { fields.append(("from", sender)) }
        if let route = settings.smsc { fields.append(("smsc", route)) }
        fields.append(("to", message.number.description))
        // Said every time: without it Kannel takes the text for UTF-16 as soon as the coding is 2.
        fields.append(("charset", "UTF-8"))
        // With coding 0 Kannel turns what GSM 7-bit lacks into question marks without a word, so the coding is decided here.
        fields.append(("coding", message.text.encoding == .gsm7 ? "0" : "2"))
        fields.append(("text", message.text.text))
        if let callback = message.callback {
            fields.append(("dlr-mask", String(KannelReader.mask)))
            fields.append(("dlr-url", KannelReader.fill(callback)))
        }
        let url = settings.url.reveal()
        return CurlRequest(url: url + (url.contains("?") ? "&" : "?") + FormFields.encode(fields), channel: channel)
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let (response, http) = (judgement.response, judgement.http)
        let text = http.text(of: response)
        let failure = { (reason: Failure.Reason) in Failure(reason, http.summary(of: response)) }
        // Taken, but no network is connected to the gateway: it may lie there for hours.
        let waits = text.hasPrefix("3:") ? " (the gateway is connected to no network, and keeps it)" : ""
        // Kannel tells no id: its receipts are known by ours.
        let receipt = message.receipt(id: nil, answer: "\(response.status) \(judgement.said(text))\(waits)")
        switch response.status {
        case 200..<300 where text.contains("Denied receivers"):
            return .rejected(failure(.policy), suppress: false)
        case 202:
            return .delivered(receipt)
        case 200..<300:
            // The gateway says 202; anything else may be the page of something in between, or of another version.
            return ["0:", "3:", "Sent"].contains { text.hasPrefix($0) } ? .delivered(receipt) : .unknown(failure(.other))
        case 400:
            return .rejected(failure(text.contains("receiver") || text.contains("Number(s)") ? .badAddress : .refusedContent), suppress: false)
        case 403 where text.contains("Not routable"):
            return .rejected(failure(.policy), suppress: false)
        default:
            return http.failure(of: response) ?? .unknown(failure(.other))
        }
    }
}
