import Curl
import FoundationEssentials
import StockbellCore

/// An adapter for a gateway that takes a text in one request.
protocol TextGateway: ChannelAdapter {
    var channel: ChannelSettings { get }
    func request(_ message: TextMessage, _ parcel: Parcel) -> CurlRequest
    func judge(_ response: CurlResponse, of message: TextMessage, _ parcel: Parcel) -> Outcome
}

extension TextGateway {
    func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let message = try TextMessage(parcel, channel: channel)
        guard let last = exchanges.last else { return .send(request(message, parcel)) }
        return .done(judge(last.response, of: message, parcel))
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

    /// A JSON object to post.
    init(url: String, json: [UInt8], channel: ChannelSettings, headers: [Header] = []) {
        self.init(
            url: url, channel: channel, headers: headers + [Header(name: "Content-Type", value: "application/json")], payload: .body(json))
    }
}
