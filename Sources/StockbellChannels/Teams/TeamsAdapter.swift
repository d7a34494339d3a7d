import Curl
package import StockbellCore

/// Posts a card by a workflow of Teams that begins "When a Teams webhook request is received" (learn.microsoft.com, "Create incoming webhooks
/// with Workflows").
package struct TeamsAdapter: ChannelAdapter {
    private let settings: TeamsSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: TeamsSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction(urls: [settings.url])
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        if let last = exchanges.last { return .done(judge(last.response, parcel)) }
        return .send(try CurlRequest(url: settings.url.reveal(), channel: channel, json: try TeamsCard(parcel.letter())))
    }

    private struct Answer: Decodable {
        struct Fault: Decodable {
            var code: String?
            var message: String?
        }
        var error: Fault?
    }

    /// The workflow runs after it has answered: 202 means that it has the card, and there is no later word.
    private func judge(_ response: CurlResponse, _ parcel: Parcel) -> Outcome {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        guard response.status >= 200 else { return judgement.failure(of: response) ?? .unknown(Failure(.other, "")) }
        let fault = response.json(Answer.self)?.error
        let said = [fault?.code, fault?.message].compactMap { $0 }.joined(separator: ": ")
        let detail = said.isEmpty ? judgement.summary(of: response) : redaction("HTTP \(response.status): \(said)")
        switch (response.status, fault?.code ?? "") {
        case (200..<300, _):
            return .delivered(Receipt(answer: response.status == 202 ? "202 the workflow has it" : "\(response.status)"))
        case (_, "WorkflowTriggerIsNotEnabled"), (_, "WorkflowNotFound"), (_, "WorkflowDisabled"):
            return .misconfigured(Failure(.unknownRecipient, "\(detail); the workflow is switched off or gone"))
        case (_, "DirectApiAuthorizationRequired"), (_, "DirectApiInvalidAuthorizationScheme"), (_, "AuthorizationFailed"):
            return .misconfigured(Failure(.authentication, detail))
        case (502, "NoResponse"), (504, _):
            // The workflow was started, but did not say what it made of it.
            return .unknown(Failure(.noAnswer, detail))
        default:
            return judgement.failure(of: response, detail: detail) ?? .unknown(Failure(.other, detail))
        }
    }
}
