import Curl
import FoundationEssentials
import StockbellCore

/// An adapter for a gateway that takes a text in one request.
protocol TextGateway: ChannelAdapter {
    var channel: ChannelSettings { get }
    /// Of the channel's own secrets; those of a message come to them.
    var redaction: Redaction { get }
    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest
    func judge(_ judgement: TextJudgement, of message: TextMessage, _ parcel: Parcel) -> Outcome
}

extension TextGateway {
    func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let message = try TextMessage(parcel, channel: channel)
        guard let last = exchanges.last else { return .send(request(message, parcel)) }
        let judgement = TextJudgement(last.response, redaction: redaction.and(message.token), now: parcel.attemptAt)
        return .done(judge(judgement, of: message, parcel))
    }

    /// A base URL with what follows it.
    static func joined(_ base: Secret, _ path: String) -> String {
        let base = base.reveal()
        return (base.hasSuffix("/") ? String(base.dropLast()) : base) + path
    }

    /// A user name and password as HTTP Basic sends them, for redaction.
    static func basic(_ user: String, _ password: Secret) -> Secret {
        Secret(Data("\(user):\(password.reveal())".utf8).base64EncodedString())
    }
}

extension CurlRequest {
    /// A form to post.
    init(url: String, form: [(name: String, value: String)], channel: ChannelSettings) {
        let headers = [Header(name: "Content-Type", value: "application/x-www-form-urlencoded")]
        // A blank is a plus sign in forms (URL Standard, section 5.2).
        let body = FormFields.encode(form).replacing("%20", with: "+")
        self.init(url: url, channel: channel, headers: headers, payload: .body(Array(body.utf8)))
    }
}
