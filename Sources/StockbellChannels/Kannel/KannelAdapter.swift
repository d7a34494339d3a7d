import Curl
package import StockbellCore

/// Sends text messages by the sendsms service of a Kannel gateway (Kannel User's Guide, "Using the SMS sender HTTP-interface").
package struct KannelAdapter: ChannelAdapter {
    private let settings: KannelSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: KannelSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.password], urls: [settings.url])
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        guard let last = exchanges.last else { return .send(try request(parcel)) }
        return .done(judge(last.response, parcel))
    }

    private func request(_ parcel: Parcel) throws(ContentError) -> CurlRequest {
        guard let number = parcel.recipient.flatMap(PhoneNumber.init) else {
            throw ContentError(.badAddress, "no telephone number in international form, such as +4915112345678")
        }
        let text = Self.text(of: try parcel.letter(), segments: channel.text.maxSegments)
        guard !text.text.isEmpty else { throw ContentError(.refusedContent, "the text message is empty") }
        var fields = [("username", settings.username), ("password", settings.password.reveal())]
        if let sender = settings.from { fields.append(("from", sender)) }
        if let route = settings.smsc { fields.append(("smsc", route)) }
        fields.append(("to", number.description))
        // Said every time: without it Kannel takes the text for UTF-16 as soon as the coding is 2.
        fields.append(("charset", "UTF-8"))
        // With coding 0 Kannel turns what GSM 7-bit lacks into question marks without a word, so the coding is decided here.
        fields.append(("coding", text.encoding == .gsm7 ? "0" : "2"))
        fields.append(("text", text.text))
        let query = fields.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
        let url = settings.url.reveal()
        return CurlRequest(url: url + (url.contains("?") ? "&" : "?") + query, channel: channel)
    }

    /// Cut before it is handed over: Kannel drops what is beyond its own limit and still says "Accepted".
    private static func text(of message: Message, segments: Int) -> SMSText {
        let written = message.sms ?? message.subject
        let printable = written.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 || $0 == "\n" }
        return SMSText(SMSText.transliterated(String(String.UnicodeScalarView(printable)))).capped(segments: segments)
    }

    private func judge(_ response: CurlResponse, _ parcel: Parcel) -> Outcome {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        let text = judgement.text(of: response)
        let failure = { (reason: Failure.Reason) in Failure(reason, judgement.summary(of: response)) }
        switch response.status {
        case 200..<300 where text.contains("Denied receivers"):
            return .rejected(failure(.policy), suppress: false)
        case 202:
            return .delivered(Receipt(answer: "202 \(redaction(text))"))
        case 200..<300:
            // The gateway says 202; anything else may be the page of something in between, or of another version.
            let isAccepted = ["0:", "3:", "Sent"].contains { text.hasPrefix($0) }
            return isAccepted ? .delivered(Receipt(answer: "\(response.status) \(redaction(text))")) : .unknown(failure(.other))
        case 400:
            return .rejected(failure(text.contains("receiver") || text.contains("Number(s)") ? .badAddress : .refusedContent), suppress: false)
        case 403 where text.contains("Not routable"):
            return .rejected(failure(.policy), suppress: false)
        default:
            return judgement.failure(of: response) ?? .unknown(failure(.other))
        }
    }
}
