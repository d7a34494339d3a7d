import Curl
import StockbellCore

/// An answer of Mattermost: errors have an id that says more than the status.
struct MattermostAnswer: JSONAnswer {
    struct Body: Decodable {
        var id: String?
        var message: String?
        var detailedError: String?
        /// Only an error has it.
        var status: Int?

        private enum CodingKeys: String, CodingKey {
            case id, message
            case detailedError = "detailed_error"
            case status = "status_code"
        }
    }

    let response: CurlResponse
    let judgement: HTTPJudgement
    let body: Body?

    /// Whether a request was understood and not done.
    var isRefused: Bool { [400, 403, 404].contains(response.status) }

    /// Whether the post that it answers is not there.
    var isWithoutRoot: Bool { response.status == 400 && error.contains("root_id") }

    /// What came of a post by a webhook.
    var outcomeOfHook: Outcome {
        switch response.status {
        case 200..<300 where judgement.text(of: response) == "ok":
            return .delivered(Receipt(answer: "\(response.status) ok"))
        case 200..<300:
            return .unknown(Failure(.noAnswer, "HTTP \(response.status), but Mattermost did not say ok"))
        case 400 where [".text", ".parse", ".attachment", "props"].contains { error.contains($0) } || error.isEmpty:
            return .rejected(failure(.refusedContent), suppress: false)
        case 400:
            // Also a webhook that is not there is 400 ("Invalid webhook").
            return .misconfigured(failure(.unknownRecipient))
        case 501:
            return .misconfigured(Failure(.policy, "\(detail); the server allows no incoming webhooks"))
        default:
            return common
        }
    }

    /// What came of a post by a bot.
    func outcome(for parcel: Parcel, thread: String?, isSingle: Bool) -> Outcome {
        switch response.status {
        case 200..<300:
            guard let id = body.flatMap(\.id).map(judgement.id), body?.status == nil else {
                return .unknown(Failure(.noAnswer, "HTTP \(response.status), but not the post that was made; is \"url\" the server?"))
            }
            return .delivered(Receipt(providerID: id, answer: "\(response.status) post \(id)", thread: isSingle ? nil : thread ?? id))
        case _ where error.contains("deduplicate_create_post"):
            return .retry(failure(.serverError), after: nil, scope: .message)
        case 401:
            return .misconfigured(failure(.authentication))
        case 403, 404:
            return parcel.refusedRoom(Failure(response.status == 403 ? .policy : .unknownRecipient, "\(detail); is the bot in the channel?"))
        case 400 where ["channel", "can_not_post", "read_only"].contains { error.contains($0) || said.contains($0) }:
            return parcel.refusedRoom(failure(.unknownRecipient))
        case 400 where error.contains("too_long") || error.contains("length") || error.contains("msg."):
            return .rejected(failure(.tooLarge), suppress: false)
        default:
            return common
        }
    }

    private var common: Outcome {
        guard response.status == 429 else { return judgement.failure(of: response, detail: detail) ?? .unknown(failure(.other)) }
        let after = response.retryAfter(now: judgement.now) ?? response.pause(header: "X-RateLimit-Reset")
        return .retry(failure(.rateLimited), after: after, scope: .channel)
    }

    private var error: String { body?.status == nil ? "" : body?.id ?? "" }
    private var said: String { body?.message ?? "" }

    private var detail: String {
        guard !said.isEmpty else { return judgement.summary(of: response) }
        return judgement.redaction("HTTP \(response.status): \(said)" + (error.isEmpty ? "" : " (\(error))"))
    }

    private func failure(_ reason: Failure.Reason) -> Failure { Failure(reason, detail) }
}
