import Curl
import StockbellCore

/// Judges the answers of an incoming webhook: Slack names its errors in the body, and the name says more than the status.
struct SlackHookJudgement {
    let judgement: HTTPJudgement

    func outcome(of response: CurlResponse) -> Outcome {
        let text = judgement.text(of: response)
        let failure = { (reason: Failure.Reason) in Failure(reason, judgement.summary(of: response)) }
        switch text {
        case _ where !(200..<500).contains(response.status) || response.status == 429:
            return judgement.failure(of: response) ?? .unknown(failure(.other))
        case "ok" where response.status < 300:
            return .delivered(Receipt(answer: "\(response.status) ok"))
        case "invalid_payload", "invalid_blocks", "no_text", "too_many_attachments", "user_not_found":
            return .rejected(failure(.refusedContent), suppress: false)
        case "invalid_token", "action_prohibited", "posting_to_general_channel_denied", "team_disabled":
            return .misconfigured(failure(.authentication))
        case "no_service", "no_service_id", "no_active_hooks":
            // Whoever deleted it has to make a new one.
            return .misconfigured(failure(.gone))
        case "channel_not_found", "channel_is_archived", "no_team":
            // The URL is the only address that the channel has, so this is for the shop to mend, whatever the status.
            return .misconfigured(failure(.unknownRecipient))
        case _ where response.status == 410:
            return .misconfigured(failure(.unknownRecipient))
        case "" where response.status < 300 && response.code != 0:
            return .unknown(Failure(.noAnswer, "HTTP \(response.status), but the connection broke before Slack said ok"))
        case _ where response.status < 300:
            // A page of something that stands between, or a word that nobody knew: the message may be there.
            return .unknown(Failure(.noAnswer, "HTTP \(response.status), but Slack did not say ok"))
        default:
            return judgement.failure(of: response) ?? .rejected(failure(.refusedContent), suppress: false)
        }
    }
}
