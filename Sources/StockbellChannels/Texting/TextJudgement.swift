import Curl
import FoundationEssentials
import StockbellCore

/// Judges what a gateway answered, once its adapter has found in it what only it knows.
struct TextJudgement {
    let response: CurlResponse
    /// As all channels judge.
    let http: HTTPJudgement

    init(_ response: CurlResponse, redaction: Redaction, now: Date) {
        self.response = response
        http = HTTPJudgement(redaction: redaction, now: now)
    }

    /// What the gateway says, without secrets.
    func said(_ text: String) -> String { http.redaction(text) }

    /// What came of a text that was not taken.
    ///
    /// - Parameters:
    ///   - refusal: What the code means; nil: nothing that we know of, so the status decides.
    ///   - code: As the gateway writes it.
    ///   - text: What it says beside it.
    func refused(_ refusal: TextRefusal?, code: String?, text: String?) -> Outcome {
        let said = [code, text].compactMap { $0.map { self.said($0) } }.filter { !$0.isEmpty }.joined(separator: ": ")
        guard let refusal, response.status >= 200 else { return usual(said) }
        return refusal.outcome(said.isEmpty ? http.summary(of: response) : said, after: response.retryAfter(now: http.now))
    }

    /// An answer that says neither yes nor no: a page of something in between, or another version.
    var odd: Outcome { .unknown(Failure(.other, http.summary(of: response))) }

    private func usual(_ said: String) -> Outcome {
        guard let outcome = http.failure(of: response) else { return odd }
        return said.isEmpty ? outcome : outcome.saying("HTTP \(response.status): \(said)")
    }
}

extension Outcome {
    /// The same with another detail, where the far side gave it.
    fileprivate func saying(_ detail: String) -> Outcome {
        switch self {
        case .retry(let failure, let after, let scope): .retry(Failure(failure.reason, detail), after: after, scope: scope)
        case .rejected(let failure, let suppress): .rejected(Failure(failure.reason, detail), suppress: suppress)
        case .misconfigured(let failure): .misconfigured(Failure(failure.reason, detail))
        case .unknown(let failure): .unknown(Failure(failure.reason, detail))
        case .delivered, .unsent: self
        }
    }
}
