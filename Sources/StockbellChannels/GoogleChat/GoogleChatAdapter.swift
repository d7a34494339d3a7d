import Crypto
import Curl
import FoundationEssentials
package import StockbellCore

/// Posts by a webhook of a space in Google Chat (developers.google.com/workspace/chat/quickstart/webhooks).
package struct GoogleChatAdapter: ChannelAdapter {
    private let settings: GoogleChatSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: GoogleChatSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction(urls: [settings.url])
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        if let last = exchanges.last { return .done(judge(last.response, parcel)) }
        let thread = channel.incidents == .thread ? parcel.incident?.string : nil
        let body = try GoogleChatMessage(parcel.letter(), threadKey: thread)
        // Without the option a thread's key is ignored.
        let reply = thread == nil ? "" : "messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD&"
        let url = settings.url.reveal()
        let query = "\(reply)requestId=\(Self.requestID(parcel.idempotencyKey))"
        return .send(try CurlRequest(url: url + (url.contains("?") ? "&" : "?") + query, channel: channel, json: body))
    }

    /// The delivery's id in the form of a UUID: with it a repeat is not posted again.
    private static func requestID(_ key: String) -> String {
        let digest = Array(SHA256.hash(data: Data(key.utf8)).prefix(16))
        var bytes = digest
        // Version 8, RFC 9562: made by a rule of our own.
        bytes[6] = digest[6] & 0x0F | 0x80
        bytes[8] = digest[8] & 0x3F | 0x80
        var groups: [Substring] = []
        var rest = bytes.hexadecimal[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }

    private struct Answer: Decodable {
        struct Fault: Decodable {
            var message: String?
            var status: String?
        }
        var name: String?
        var error: Fault?
    }

    private func judge(_ response: CurlResponse, _ parcel: Parcel) -> Outcome {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        let answer = response.json(Answer.self)
        let fault = [answer?.error?.status, answer?.error?.message].compactMap { $0 }.joined(separator: ": ")
        let detail = fault.isEmpty ? judgement.summary(of: response) : redaction("HTTP \(response.status): \(fault)")
        switch response.status {
        case 200..<300:
            guard let name = answer?.name?.split(separator: "/").last.map({ judgement.id(String($0)) }) else {
                return .unknown(Failure(.noAnswer, "HTTP \(response.status), but not the message that was made"))
            }
            return .delivered(Receipt(providerID: name, answer: "\(response.status) \(redaction(name))"))
        case 400 where fault.contains("API key") || fault.contains("API_KEY"):
            return .misconfigured(Failure(.authentication, detail))
        case 400 where fault.contains("too large") || fault.contains("too long"):
            return .rejected(Failure(.tooLarge, detail), suppress: false)
        case 400:
            return .rejected(Failure(.refusedContent, detail), suppress: false)
        case 401, 403:
            return .misconfigured(Failure(.authentication, detail))
        case 404, 410:
            return .misconfigured(Failure(.unknownRecipient, "\(detail); is the webhook or the space still there?"))
        default:
            return judgement.failure(of: response, detail: detail) ?? .unknown(Failure(.other, detail))
        }
    }
}
