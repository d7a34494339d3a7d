import Curl
import FoundationEssentials
import StockbellCore

/// Judges what came of an HTTP request as far as all channels agree; an adapter looks first at what only it knows.
struct HTTPJudgement {
    var redaction: Redaction
    /// What a date in `Retry-After` counts from.
    var now: Date

    /// What came of it; nil: the far side said 2xx, and the adapter decides what that is worth.
    ///
    /// - Parameter detail: What the far side said, redacted, where the adapter knows it better than `summary(of:)`.
    func failure(of response: CurlResponse, detail: String? = nil) -> Outcome? {
        // A status is an answer, even if the connection broke in the middle of the text behind it.
        guard response.status >= 200 else { return TransportJudgement(redaction: redaction).outcome(of: response, isSent: response.isRequestSent) }
        let after = response.retryAfter(now: now)
        let failure = { (reason: Failure.Reason) in Failure(reason, detail ?? summary(of: response)) }
        switch response.status {
        case 200..<300:
            return nil
        case 300..<400:
            let advice = "HTTP \(response.status): the URL has moved, and redirects are not followed; enter the new one in the configuration"
            return .misconfigured(Failure(.other, advice))
        case 401, 403, 407:
            return .misconfigured(failure(.authentication))
        case 402, 405:
            return .misconfigured(failure(.policy))
        case 404:
            return .misconfigured(failure(.unknownRecipient))
        case 410:
            // Who says so wants no more, ever (RFC 9110 section 15.5.11, Standard Webhooks).
            return .misconfigured(failure(.gone))
        case 408, 425:
            return .retry(failure(.timeout), after: after, scope: .message)
        case 413:
            return .rejected(failure(.tooLarge), suppress: false)
        case 421, 423:
            return .retry(failure(.serverError), after: after, scope: .message)
        case 429:
            return .retry(failure(.rateLimited), after: after, scope: .channel)
        case 500:
            // Often the fault of one message; the others go on.
            return .retry(failure(.serverError), after: after, scope: .message)
        case 501...:
            return .retry(failure(.serverError), after: after, scope: .channel)
        default:
            return .rejected(failure(.refusedContent), suppress: false)
        }
    }

    /// The status and what the far side said, in one line without secrets.
    ///
    /// A page of HTML says nothing to people.
    func summary(of response: CurlResponse) -> String {
        let text = redaction(text(of: response))
        return text.isEmpty || text.hasPrefix("<") ? "HTTP \(response.status)" : "HTTP \(response.status): \(text)"
    }

    /// An id that the far side made, as it may be kept and shown.
    func id(_ text: String) -> String { redaction(String(text.prefix(200))) }

    /// The body without the blanks around it, for judging; it may repeat a secret.
    func text(of response: CurlResponse) -> String {
        let text = String(decoding: response.body, as: UTF8.self)
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
