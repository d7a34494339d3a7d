import Curl
import FoundationEssentials
package import StockbellCore

/// Lets a bot write to a channel of a Zulip organisation (zulip.com/api/send-message).
///
/// What an incident is about is its topic, so its messages stand together. Zulip recognises no repeats.
package struct ZulipAdapter: ChannelAdapter {
    private let settings: ZulipSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: ZulipSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        let login = Data("\(settings.username):\(settings.key.reveal())".utf8).base64EncodedString()
        redaction = Redaction([settings.key, Secret(login)], urls: [settings.url])
    }

    private struct Answer: Decodable {
        var result: String?
        var id: Int64?
        var code: String?
        var text: String?
        var pause: Double?

        private enum CodingKeys: String, CodingKey {
            case result, id, code
            case text = "msg"
            case pause = "retry-after"
        }
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let edited = channel.incidents == .edit ? parcel.thread : nil
        guard let last = exchanges.last else { return .send(try edited.map { try edit($0, parcel) } ?? post(parcel)) }
        // Too old, deleted, or not ours any more: the news goes out all the same.
        if exchanges.count == 1, edited != nil, last.response.status == 400 || last.response.status == 404 { return .send(try post(parcel)) }
        return .done(judge(last.response, parcel, edited: exchanges.count == 1 ? edited : nil))
    }

    private func post(_ parcel: Parcel) throws -> CurlRequest {
        let room = try self.room(parcel)
        let matter = channel.incidents == .single ? nil : parcel.matter.map(ZulipText.topic)
        let topic = matter.flatMap { $0.isEmpty ? nil : $0 } ?? ZulipText.topic(parcel.department)
        return request("POST", "messages", [("type", "stream"), ("to", room), ("topic", topic), ("content", try content(parcel))])
    }

    private func edit(_ message: String, _ parcel: Parcel) throws -> CurlRequest {
        request("PATCH", "messages/\(PercentEncoding.encode(message))", [("content", try content(parcel))])
    }

    private func content(_ parcel: Parcel) throws(ContentError) -> String { ZulipText.write(try parcel.letter().titled()) }

    private func request(_ method: String, _ path: String, _ fields: [(String, String)]) -> CurlRequest {
        let form = fields.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
        var request = CurlRequest(
            url: "\(settings.url.reveal())/api/v1/\(path)", channel: channel,
            headers: [Header(name: "Content-Type", value: "application/x-www-form-urlencoded")], payload: .body(Array(form.utf8)))
        request.method = method
        request.username = settings.username
        request.password = settings.key.reveal()
        return request
    }

    private func judge(_ response: CurlResponse, _ parcel: Parcel, edited: String?) -> Outcome {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        guard let answer = response.json(Answer.self), let result = answer.result else {
            return judgement.failure(of: response) ?? .unknown(Failure(.noAnswer, "HTTP \(response.status), but not in Zulip's words"))
        }
        if result == "success" {
            let id = edited ?? answer.id.map { String($0) }
            return .delivered(Receipt(providerID: id, answer: "\(response.status) success", thread: channel.incidents == .edit ? id : nil))
        }
        let detail = redaction("\(response.status) \(answer.code ?? ""): \(answer.text ?? "")")
        let failure = { (reason: Failure.Reason) in Failure(reason, detail) }
        switch answer.code {
        case "RATE_LIMIT_HIT":
            return .retry(failure(.rateLimited), after: response.pause(now: parcel.attemptAt, body: answer.pause), scope: .channel)
        case "UNAUTHORIZED", "INVALID_API_KEY", "USER_DEACTIVATED", "REALM_DEACTIVATED": return .misconfigured(failure(.authentication))
        case "STREAM_DOES_NOT_EXIST": return parcel.refusedRoom(failure(.unknownRecipient))
        case "BAD_REQUEST" where answer.text?.lowercased().contains("not authorized to send") == true: return parcel.refusedRoom(failure(.policy))
        default: return judgement.failure(of: response, detail: detail) ?? .rejected(failure(.refusedContent), suppress: false)
        }
    }

    /// The name of a channel there, which may have blanks in it.
    private func room(_ parcel: Parcel) throws(ContentError) -> String {
        guard let room = parcel.recipient ?? settings.room, !room.isEmpty else {
            throw ContentError(.badAddress, "neither the address nor the channel (\"room\") says where to post")
        }
        return room
    }
}
