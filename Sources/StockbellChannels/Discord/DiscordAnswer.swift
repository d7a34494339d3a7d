import Curl
import StockbellCore

/// An answer of Discord, whose error codes say more than the status (docs.discord.com/developers/topics/opcodes-and-status-codes).
struct DiscordAnswer: JSONAnswer {
    struct Body: Decodable {
        var id: String?
        var code: Int?
        var message: String?
        var retryAfter: Double?

        private enum CodingKeys: String, CodingKey {
            case id, code, message
            case retryAfter = "retry_after"
        }
    }

    let response: CurlResponse
    let judgement: HTTPJudgement
    let body: Body?

    /// Whether the message that was to be changed is gone.
    var isWithoutMessage: Bool { response.status == 404 && body?.code == 10008 }

    func outcome(keepsThread: Bool) -> Outcome {
        guard (200..<300).contains(response.status) else { return failure }
        if let id = body.flatMap(\.id).map(judgement.id) {
            return .delivered(Receipt(providerID: id, answer: "\(response.status) message \(id)", thread: keepsThread ? id : nil))
        }
        guard response.status != 204 else { return .delivered(Receipt(answer: "204")) }
        return .unknown(Failure(.noAnswer, "HTTP \(response.status), but not the message that Discord answers with"))
    }

    private var failure: Outcome {
        let failure = { (reason: Failure.Reason) in Failure(reason, detail) }
        // Headers and the body have it, and each may be a fraction.
        let after = [response.pause(now: judgement.now, body: body?.retryAfter), response.pause(header: "X-RateLimit-Reset-After")].compactMap(\.self)
            .max()
        switch (response.status, body?.code ?? 0) {
        case (429, _), (_, 40062), (_, 20028), (_, 20029), (_, 20016):
            return .retry(failure(.rateLimited), after: after, scope: .channel)
        case (_, 10015), (_, 50027):
            // After this the URL must never be used again: Discord shuts out addresses that go on.
            return .misconfigured(Failure(.gone, "\(detail); make a new webhook, this URL will never work again"))
        case (_, 10003), (_, 50083), (_, 160005), (_, 220001), (_, 220003):
            return .misconfigured(Failure(.unknownRecipient, "\(detail); look at \"thread\" of this channel"))
        case (_, 50001), (_, 50013), (_, 40333):
            return .misconfigured(failure(.policy))
        case (_, 40005):
            return .rejected(failure(.tooLarge), suppress: false)
        case (400, _):
            return .rejected(failure(.refusedContent), suppress: false)
        default:
            return judgement.failure(of: response, detail: detail) ?? .unknown(failure(.other))
        }
    }

    private var detail: String {
        guard let body, let message = body.message else { return judgement.summary(of: response) }
        return judgement.redaction("HTTP \(response.status): \(message)" + (body.code.map { " (\($0))" } ?? ""))
    }
}
