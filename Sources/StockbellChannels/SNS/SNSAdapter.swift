import Curl
import FoundationEssentials
import StockbellCore

/// Sends text messages by Amazon SNS's Publish (API 2010-03-31), straight to a number; libcurl signs.
///
/// SNS tells nobody what became of one message: its delivery logs are in CloudWatch.
struct SNSAdapter: TextGateway {
    /// AWS takes a signature for five minutes; a few more may be on the way.
    private static let mostSkew: Double = 240

    let channel: ChannelSettings
    private let settings: SNSSettings
    let redaction: Redaction

    init(_ settings: SNSSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.secretKey] + [settings.sessionToken].compactMap(\.self), urls: [settings.url].compactMap { $0 })
    }

    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest {
        var attributes = [("AWS.SNS.SMS.SMSType", "Transactional")]
        if let sender = settings.from {
            // A number that the account owns, or a name.
            let isNumber = sender.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "+") }
            attributes.append((isNumber ? "AWS.MM.SMS.OriginationNumber" : "AWS.SNS.SMS.SenderID", sender))
        }
        var form = [
            (name: "Action", value: "Publish"), ("Version", "2010-03-31"), ("PhoneNumber", message.number.description),
            ("Message", message.text.text),
        ]
        for (index, attribute) in attributes.enumerated() {
            let entry = "MessageAttributes.entry.\(index + 1)"
            form += [("\(entry).Name", attribute.0), ("\(entry).Value.DataType", "String"), ("\(entry).Value.StringValue", attribute.1)]
        }
        let url = settings.url.map { Self.joined($0, "/") } ?? "https://sns.\(settings.region).amazonaws.com/"
        var request = CurlRequest(url: url, form: form, channel: channel)
        if let token = settings.sessionToken { request.headers.append(Header(name: "X-Amz-Security-Token", value: token.reveal())) }
        request.awsSigV4 = "aws:amz:\(settings.region):sns"
        request.username = settings.accessKey
        request.password = settings.secretKey.reveal()
        return request
    }

    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome {
        let response = judgement.response
        let body = String(decoding: response.body, as: UTF8.self)
        guard (200..<300).contains(response.status) else {
            let (code, text) = (Self.element("Code", of: body), Self.element("Message", of: body))
            if response.status == 403 || code == "RequestExpired", let clocks = clocks(response, parcel) {
                return .misconfigured(Failure(.authentication, clocks))
            }
            return judgement.refused(code.flatMap { Self.refusal($0, text ?? "") }, code: code, text: text)
        }
        guard let id = Self.element("MessageId", of: body) else { return judgement.odd }
        return .delivered(message.receipt(id: id, answer: "\(response.status)"))
    }

    /// What to say when a signature was refused because one of the two clocks is wrong; nil: they agree.
    private func clocks(_ response: CurlResponse, _ parcel: Parcel) -> String? {
        guard let theirs = response.date, abs(theirs.timeIntervalSince(parcel.attemptAt)) > Self.mostSkew else { return nil }
        return
            "AWS refused the signature: this machine's clock says \(parcel.attemptAt.formatted(.iso8601)), AWS's says \(theirs.formatted(.iso8601))"
    }

    private static func refusal(_ code: String, _ text: String) -> TextRefusal? {
        switch code {
        case "Throttling", "Throttled", "ThrottledException", "ThrottlingException", "KMSThrottling": .throttled
        case "OptedOut", "OptedOutException": .optedOut
        case "InvalidParameter", "ParameterValueInvalid", "InvalidParameterValue", "ValidationError":
            text.contains("PhoneNumber") || text.lowercased().contains("phone number")
                ? .badNumber : text.contains("OriginationNumber") || text.contains("SenderID") ? .badSender : .content
        case "AuthorizationError", "InvalidSecurity", "SignatureDoesNotMatch", "InvalidClientTokenId", "AccessDenied", "AccessDeniedException",
            "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "MissingAuthenticationToken", "RequestExpired",
            "UnrecognizedClientException", "OptInRequired", "SubscriptionRequiredException":
            .authentication
        case "InternalError", "InternalFailure", "ServiceUnavailable": .passing
        default: nil
        }
    }

    /// The text of the first element of that name, without markup: AWS's answers are flat.
    private static func element(_ name: String, of xml: String) -> String? {
        guard let start = xml.firstRange(of: "<\(name)>"), let end = xml[start.upperBound...].firstRange(of: "</\(name)>") else { return nil }
        let text = xml[start.upperBound..<end.lowerBound]
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
        return text.isEmpty ? nil : String(text)
    }
}
