import Curl
import FoundationEssentials
package import StockbellCore

/// Writes into a room of a Matrix homeserver (spec.matrix.org, client-server API).
///
/// The delivery is the transaction id, by which the homeserver recognises a repeat. A room that the user is invited to is joined first.
package struct MatrixAdapter: ChannelAdapter {
    private let settings: MatrixSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: MatrixSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.token], urls: [settings.url])
    }

    private struct Answer: Decodable {
        var event: String?
        var code: String?
        var text: String?
        var pause: Double?
        var isSoftLogout: Bool?

        private enum CodingKeys: String, CodingKey {
            case event = "event_id"
            case code = "errcode"
            case text = "error"
            case pause = "retry_after_ms"
            case isSoftLogout = "soft_logout"
        }
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let room = try parcel.room(orElse: settings.room)
        // After the first comes perhaps a join, and after that the same once more; or the same without what it should answer or change.
        guard let last = exchanges.last else { return .send(try message(parcel, room)) }
        let isForbidden = last.response.status == 403 && last.response.json(Answer.self)?.code == "M_FORBIDDEN"
        if exchanges.count == 1, isForbidden { return .send(try request("POST", "rooms/\(PercentEncoding.encode(room))/join", [String: String]())) }
        if last.request.method == "POST", last.response.status == 200 { return .send(try message(parcel, room)) }
        // The first message of its incident stands in another room, or is none that can be answered.
        if exchanges.count == 1, last.response.status == 400, isRelated(parcel) { return .send(try message(parcel, room, isRelated: false)) }
        if last.request.method == "POST", let text = refusedJoin(last.response) { return .done(parcel.refusedRoom(Failure(.unknownRecipient, text))) }
        let isAlone = exchanges.count == 2 && exchanges[0].response.status == 400
        return .done(judge(last.response, parcel, isAlone: isAlone))
    }

    private func isRelated(_ parcel: Parcel) -> Bool { parcel.thread != nil && channel.incidents != .single }

    /// Why the user cannot get into the room; nil: that is not what the answer is about.
    private func refusedJoin(_ response: CurlResponse) -> String? {
        guard [400, 403, 404].contains(response.status), let answer = response.json(Answer.self), let code = answer.code else { return nil }
        return redaction("\(response.status) \(code): \(answer.text ?? "")") + "; invite the user to the room"
    }

    private func message(_ parcel: Parcel, _ room: String, isRelated: Bool = true) throws -> CurlRequest {
        let relation: MatrixMessage.Relation? = parcel.thread.flatMap { first in
            switch channel.incidents {
            case .thread: .thread(root: first)
            case .edit: .replace(event: first)
            case .single: nil
            }
        }
        let path = "rooms/\(PercentEncoding.encode(room))/send/m.room.message/\(PercentEncoding.encode(parcel.idempotencyKey))"
        return try request("PUT", path, MatrixMessage(parcel.letter(), isRelated ? relation : nil))
    }

    private func request(_ method: String, _ path: String, _ body: some Encodable) throws -> CurlRequest {
        let headers = [Header(name: "Authorization", value: "Bearer \(settings.token.reveal())")]
        return try CurlRequest(
            url: "\(settings.url.reveal())/_matrix/client/v3/\(path)", channel: channel, method: method, headers: headers, json: body)
    }

    private func judge(_ response: CurlResponse, _ parcel: Parcel, isAlone: Bool) -> Outcome {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        let answer = response.json(Answer.self)
        if (200..<300).contains(response.status) {
            guard let event = answer?.event else {
                return .unknown(Failure(.noAnswer, "HTTP \(response.status), but not in a homeserver's words"))
            }
            return .delivered(
                Receipt(
                    providerID: redaction(event), answer: "200 ok",
                    thread: channel.incidents == .single ? nil : (isAlone ? nil : parcel.thread) ?? event))
        }
        guard let answer, let code = answer.code else {
            return judgement.failure(of: response) ?? .unknown(Failure(.other, "HTTP \(response.status)"))
        }
        let detail = redaction("\(response.status) \(code): \(answer.text ?? "")")
        let failure = { (reason: Failure.Reason, advice: String) in Failure(reason, detail + advice) }
        switch code {
        case "M_LIMIT_EXCEEDED":
            let pause = response.pause(now: parcel.attemptAt, body: answer.pause.map { $0 / 1000 })
            return .retry(failure(.rateLimited, ""), after: pause, scope: .channel)
        case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED", "M_USER_SUSPENDED", "M_GUEST_ACCESS_FORBIDDEN":
            let advice = answer.isSoftLogout == true ? "; the session has run out: log in again and enter the new token" : ""
            return .misconfigured(failure(.authentication, advice))
        case "M_CONSENT_NOT_GIVEN", "M_UNRECOGNIZED": return .misconfigured(failure(.policy, ""))
        case "M_FORBIDDEN", "M_NOT_FOUND": return parcel.refusedRoom(failure(.unknownRecipient, "; invite the user to the room"))
        case "M_TOO_LARGE": return .rejected(failure(.tooLarge, ""), suppress: false)
        case "M_RESOURCE_LIMIT_EXCEEDED": return .retry(failure(.serverError, ""), after: nil, scope: .channel)
        default: return judgement.failure(of: response, detail: detail) ?? .rejected(failure(.refusedContent, ""), suppress: false)
        }
    }
}
