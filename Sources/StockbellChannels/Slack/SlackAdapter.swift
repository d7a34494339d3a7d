import Curl
import FoundationEssentials
package import StockbellCore

/// Posts to a Slack incoming webhook (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
package struct SlackAdapter: ChannelAdapter {
    private let url: Secret
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: SlackSettings, channel: ChannelSettings) {
        switch settings.access {
        case .hook(let url): self.url = url
        case .bot(let server, _): url = server
        }
        self.channel = channel
        redaction = Redaction(urls: [url])
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        if let last = exchanges.last { return .done(judge(last.response, parcel)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = try encoder.encode(try SlackMessage(parcel.letter()))
        let headers = [Header(name: "Content-Type", value: "application/json; charset=utf-8")]
        return .send(CurlRequest(url: url.reveal(), channel: channel, headers: headers, payload: .body(Array(body))))
    }

    /// Slack names its errors in the body; the name says more than the status.
    private func judge(_ response: CurlResponse, _ parcel: Parcel) -> Outcome {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
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
        case "channel_not_found", "channel_is_archived", "no_service", "no_service_id", "no_active_hooks", "no_team":
            // The URL is the only address that the channel has, so this is for the shop to mend, whatever the status.
            return .misconfigured(failure(.unknownRecipient))
        case _ where response.status == 410:
            return .misconfigured(failure(.unknownRecipient))
        case "" where response.status < 300 && response.code != 0:
            return .unknown(Failure(.noAnswer, "HTTP \(response.status), but the connection broke before Slack said ok"))
        default:
            return judgement.failure(of: response) ?? .rejected(failure(.refusedContent), suppress: false)
        }
    }
}
