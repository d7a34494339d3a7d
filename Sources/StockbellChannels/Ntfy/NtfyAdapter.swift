import Curl
import FoundationEssentials
package import StockbellCore

/// Publishes to a topic of an ntfy server (docs.ntfy.sh/publish).
///
/// ntfy recognises no repeats and has no threads.
package struct NtfyAdapter: ChannelAdapter {
    private let settings: NtfySettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: NtfySettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction([settings.token].compactMap { $0 }, urls: [settings.url])
    }

    private struct Answer: Decodable {
        var id: String?
        var code: Int?
        var error: String?
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        if let last = exchanges.last { return .done(judge(last.response, parcel)) }
        let topic = try parcel.room(orElse: settings.room)
        guard Self.isTopic(topic) else {
            throw ContentError(.badAddress, "a topic of ntfy has 1 to 64 letters, digits, hyphens and underscores")
        }
        let login = settings.token.map { [Header(name: "Authorization", value: "Bearer \($0.reveal())")] } ?? []
        // JSON is taken at the root only; at a topic it would be the text.
        let message = try NtfyMessage(parcel.letter(), topic: topic)
        return .send(try CurlRequest(url: settings.url.reveal() + "/", channel: channel, headers: login, json: message))
    }

    /// Whether ntfy takes it for a topic (its server/server.go has this pattern).
    private static func isTopic(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" || scalar == "_")
            }
    }

    private func judge(_ response: CurlResponse, _ parcel: Parcel) -> Outcome {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        let answer = response.json(Answer.self)
        if (200..<300).contains(response.status) {
            guard let id = answer?.id else { return .unknown(Failure(.noAnswer, "HTTP \(response.status), but not in ntfy's words")) }
            return .delivered(Receipt(providerID: redaction(id), answer: "200 ok"))
        }
        guard let answer, let code = answer.code else {
            return judgement.failure(of: response) ?? .unknown(Failure(.other, "HTTP \(response.status)"))
        }
        let detail = redaction("\(code) \(answer.error ?? "")")
        let failure = { (reason: Failure.Reason) in Failure(reason, detail) }
        // Its codes begin with the status (server/errors.go).
        switch code {
        case 40009, 40010, 40300..<40400:
            return parcel.refusedRoom(failure(.unknownRecipient))
        case 42908, 42905:
            // The day's quota: what is asked sooner is refused all the same.
            let pause = response.retryAfter(now: parcel.attemptAt) ?? CurlResponse.longestRetryAfter
            return .retry(failure(.rateLimited), after: pause, scope: .channel)
        case 42900..<43000: return .retry(failure(.rateLimited), after: response.retryAfter(now: parcel.attemptAt), scope: .channel)
        case 50701: return .rejected(failure(.unknownRecipient), suppress: false)
        default: return judgement.failure(of: response, detail: detail) ?? .rejected(failure(.refusedContent), suppress: false)
        }
    }
}
