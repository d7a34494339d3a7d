import Curl
import StockbellCore

/// Judges what came of a mail, by the server's replies first and libcurl's code second.
///
/// libcurl's code alone misleads: a temporary and a final refusal of a log-in are both 67, and 8 can stand for a refusal or an acceptance.
struct SMTPJudgement {
    var redaction: Redaction
    /// How the server is logged in to; nil: not at all.
    var login: MailServer.Method?

    func outcome(of response: CurlResponse) -> Outcome {
        let code = CurlCode(rawValue: response.code)
        let dot = response.replies.last { $0.command == "." }
        let isAccepted = dot?.code.map { (200..<300).contains($0) } ?? false
        // Whatever went wrong after a 2xx for the message (252 makes libcurl say 8): the server has it.
        if response.code == 0 || isAccepted { return .delivered(receipt(of: dot, response)) }

        let reply = response.replies.last { $0.command != "QUIT" }
        if isUnconfirmed(response, dot) {
            return .unknown(Failure(.noAnswer, "the message was on its way, but the server did not confirm it"))
        }
        let failure = { (reason: Failure.Reason) in Failure(reason, summary(response, reply)) }
        let isLasting = !(400..<500).contains(response.status)
        switch code {
        case .logIn:
            return isLasting
                ? .misconfigured(Failure(.authentication, refusedLogIn(response, reply)))
                : .retry(failure(.authentication), after: nil, scope: .channel)
        case .tlsUnavailable:
            return isLasting ? .misconfigured(failure(.tls)) : .retry(failure(.tls), after: nil, scope: .channel)
        default:
            guard (400..<600).contains(response.status), !response.isPrivateAddressRefused else {
                return TransportJudgement(redaction: redaction).outcome(of: response, isSent: false)
            }
            return SMTPRefusal(code: response.status, reply: reply).outcome(summary(response, reply))
        }
    }

    /// Whether another server may be asked: this one took nothing, for a reason that is its own.
    ///
    /// What somebody has to mend is told at once, not hidden behind a server that works.
    func mayGoOn(_ outcome: Outcome, _ response: CurlResponse) -> Bool {
        guard response.status != 354, !response.replies.contains(where: { $0.command == "." || $0.isGoAhead }) else { return false }
        if case .retry(_, _, .channel) = outcome { return true }
        return isTurnedAway(response)
    }

    /// Whether the server wants nothing of us at all, which says nothing of the mail: 554 in place of a greeting (RFC 5321 section 3.1), or a
    /// refusal of our name.
    func isTurnedAway(_ response: CurlResponse) -> Bool {
        guard let reply = response.replies.last(where: { $0.command != "QUIT" }), let code = reply.code else { return false }
        return (500..<600).contains(code) && ["", "EHLO", "HELO"].contains(reply.command)
    }

    /// Whether the message was begun, and the server did not end it with a whole word that counts: it may have taken it.
    ///
    /// The dialogue says so, and libcurl's status does not: behind half a reply, or one that is none, it can be anything.
    private func isUnconfirmed(_ response: CurlResponse, _ dot: SMTPReply?) -> Bool {
        guard let dot else { return response.status == 354 || response.replies.contains(where: \.isGoAhead) }
        guard let code = dot.code else { return true }
        return !(200..<300).contains(code) && !(400..<600).contains(code)
    }

    private func receipt(of dot: SMTPReply?, _ response: CurlResponse) -> Receipt {
        let text = redaction(dot.map(Self.line) ?? "250")
        let words = text.split(separator: " ")
        let queued = words.firstIndex(of: "as").flatMap { $0 > 0 && words[$0 - 1] == "queued" ? words.dropFirst($0 + 1).first : nil }
        let id = queued ?? words.first { $0.hasPrefix("id=") }?.dropFirst(3)
        // Sent is sent: to call it a failure would send it again. So the receipt has to say it.
        let isWithoutLogIn = login != nil && !response.wasAuthenticated
        return Receipt(providerID: id.map(String.init), answer: isWithoutLogIn ? "taken without the configured log-in: \(text)" : text)
    }

    /// The step that failed and what the server said to it; else libcurl's words.
    private func summary(_ response: CurlResponse, _ reply: SMTPReply?) -> String {
        let step =
            switch reply?.command {
            case nil, "": "greeting"
            case ".": "message"
            case let command?: command
            }
        // A reply that is no refusal says nothing of what went wrong after it.
        if let reply, let code = reply.code, code >= 400 { return redaction("\(step): \(Self.line(reply))") }
        return redaction(response.error.isEmpty ? "\(step): \(response.status)" : response.error)
    }

    /// For XOAUTH2 the refusal is a challenge that says nothing.
    private func refusedLogIn(_ response: CurlResponse, _ reply: SMTPReply?) -> String {
        let said = summary(response, reply)
        guard let login, login != .plain, reply?.command == "AUTH" else { return said }
        return "\(said); the token is refused: it may have expired, and a new one has to be put in its place"
    }

    private static func line(_ reply: SMTPReply) -> String {
        [reply.code.map { String($0) }, reply.text].compactMap(\.self).joined(separator: " ")
    }
}

extension SMTPReply {
    /// Whether the message follows.
    fileprivate var isGoAhead: Bool { command == "DATA" && code == 354 }
}
