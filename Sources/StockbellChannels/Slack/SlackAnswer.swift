import Curl
import StockbellCore

/// An answer of the Web API: HTTP 200 for errors too, which the body names.
struct SlackAnswer: JSONAnswer {
    struct Body: Decodable {
        var ok: Bool
        var error: String?
        var needed: String?
        var channel: String?
        var ts: String?
    }

    let response: CurlResponse
    let judgement: HTTPJudgement
    let body: Body?

    private static let withoutFirst: Set = [
        "message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found", "cannot_reply_to_message",
    ]

    /// Whether the message that was to be changed or answered is not there, or not to be changed any more.
    var isWithoutFirst: Bool { body?.error.map(Self.withoutFirst.contains) ?? false }

    /// What came of the post.
    ///
    /// - Parameters:
    ///   - thread: The first message of the thread that it answered; nil: it is the first.
    ///   - isSingle: Whether nothing will ever answer it or change it.
    func outcome(for parcel: Parcel, thread: MessageHandle?, isSingle: Bool) -> Outcome {
        guard let body else { return withoutBody(parcel) }
        guard body.ok else { return failure(body.error ?? "no reason", needed: body.needed, parcel) }
        var receipt = Receipt(providerID: body.ts.map(judgement.id), answer: "\(response.status) ok")
        if !isSingle, let channel = body.channel, let stamp = body.ts {
            receipt.thread = (thread ?? MessageHandle(room: judgement.id(channel), message: judgement.id(stamp))).description
        }
        return .delivered(receipt)
    }

    private func withoutBody(_ parcel: Parcel) -> Outcome {
        if response.status == 429 {
            return parcel.limitedRoom(Failure(.rateLimited, judgement.summary(of: response)), after: response.retryAfter(now: judgement.now))
        }
        let broken = Failure(.noAnswer, "HTTP \(response.status), but not the answer of Slack's API; is \"url\" that of the API?")
        return judgement.failure(of: response) ?? .unknown(broken)
    }

    private func failure(_ name: String, needed: String?, _ parcel: Parcel) -> Outcome {
        let scope = needed.map { " (the token lacks the scope \($0))" } ?? ""
        let failure = { (reason: Failure.Reason) in Failure(reason, judgement.redaction("HTTP \(response.status): \(name)\(scope)")) }
        let after = response.retryAfter(now: judgement.now)
        switch name {
        case "ratelimited", "rate_limited":
            // Slack counts a bot's messages in each channel.
            return parcel.limitedRoom(failure(.rateLimited), after: after)
        case "message_limit_exceeded":
            return .retry(failure(.rateLimited), after: after, scope: .channel)
        case "internal_error", "fatal_error":
            // "It's possible some aspect of the operation succeeded before the error was raised", says Slack.
            return .unknown(failure(.serverError))
        case "service_unavailable", "team_added_to_org":
            return .retry(failure(.serverError), after: after, scope: .channel)
        case "request_timeout":
            return .retry(failure(.timeout), after: after, scope: .message)
        case "msg_too_long", "msg_blocks_too_long":
            return .rejected(failure(.tooLarge), suppress: false)
        case "channel_not_found", "channel_is_archived", "is_archived", "user_not_found":
            return parcel.refusedRoom(failure(.unknownRecipient))
        case "not_in_channel":
            let advice = judgement.redaction("HTTP \(response.status): not_in_channel; invite the app into the channel, or give it chat:write.public")
            return parcel.refusedRoom(Failure(.policy, advice))
        case _ where name.hasPrefix("restricted_action") || Self.withoutFirst.contains(name):
            return parcel.refusedRoom(failure(.policy))
        case _ where Self.account.contains(name):
            return .misconfigured(failure(.authentication))
        default:
            return .rejected(failure(.refusedContent), suppress: false)
        }
    }

    /// What stands in the way of every message of this token.
    private static let account: Set = [
        "access_denied", "accesslimited", "account_inactive", "ekm_access_denied", "enterprise_is_restricted", "invalid_auth", "is_inactive",
        "method_deprecated", "missing_scope", "no_permission", "not_allowed_token_type", "not_authed", "org_login_required",
        "team_access_not_granted", "token_expired", "token_revoked", "two_factor_setup_required", "unknown_method", "upgrade_required",
    ]
}
