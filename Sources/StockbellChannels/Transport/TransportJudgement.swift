import Curl
import StockbellCore

/// Judges a transfer that ended without an answer of the far side, whatever the protocol.
struct TransportJudgement {
    var redaction: Redaction

    /// What came of it; `isSent`: the whole request left, so that the far side may have acted on it.
    func outcome(of response: CurlResponse, isSent: Bool) -> Outcome {
        let text = redaction(response.error.isEmpty ? "the connection broke (curl \(response.code))" : response.error)
        if response.isPrivateAddressRefused {
            let advice = "the address is in a private network; if that is meant, set \"allowPrivateNetwork\": true on this channel"
            return .misconfigured(Failure(.privateNetwork, advice))
        }
        guard !isSent else { return .unknown(Failure(.noAnswer, "sent, but no answer came: \(text)")) }
        let code = CurlCode(rawValue: response.code)
        switch code {
        case .badArgument: return .rejected(Failure(.refusedContent, text), suppress: false)
        case .aborted: return .retry(Failure(.connection, text), after: nil, scope: .message)
        case .unsupportedProtocol, .urlMalformed, .notBuiltIn, .noProxy: return .misconfigured(Failure(.other, text))
        case .timedOut: return .retry(Failure(.timeout, text), after: nil, scope: .channel)
        case .tlsConnect where !Self.isPassing(text): return .misconfigured(Failure(.tls, text))
        case .tlsConnect: return .retry(Failure(.tls, text), after: nil, scope: .channel)
        case let code? where code.isTLSSetup: return .misconfigured(Failure(.tls, text))
        default: return .retry(Failure(.connection, text), after: nil, scope: .channel)
        }
    }

    /// Whether a failed handshake may go better next time: a server that restarts breaks it as well, but a wrong port or an old protocol stays.
    private static func isPassing(_ text: String) -> Bool {
        let lasting = ["wrong version number", "unsupported protocol", "handshake failure", "no protocols available", "protocol version"]
        return !lasting.contains { text.lowercased().contains($0) }
    }
}
