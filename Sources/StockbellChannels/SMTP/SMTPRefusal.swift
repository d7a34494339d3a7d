import Curl
import StockbellCore

/// A reply 4xx or 5xx of a mail server: what it means for this mail, this recipient and this channel.
///
/// Where there is a status code of RFC 3463, it says more than the reply code's last two digits.
struct SMTPRefusal {
    private enum Stage {
        /// Up to and with STARTTLS and AUTH: not about any one mail.
        case session
        case sender, recipient, message
    }

    private let code: Int
    private let enhanced: EnhancedStatus?
    private let stage: Stage
    private let text: String

    /// `reply`: the one that refused; nil when only its code is known.
    init(code: Int, reply: SMTPReply?) {
        self.code = code
        enhanced = reply.flatMap(EnhancedStatus.init)
        text = reply?.text.lowercased() ?? ""
        stage =
            switch reply?.command {
            case "", "EHLO", "HELO", "STARTTLS", "AUTH": .session
            case "MAIL": .sender
            case nil, "RCPT": .recipient
            default: .message
            }
    }

    /// What comes of the attempt; `detail` is for people.
    func outcome(_ detail: String) -> Outcome {
        code < 500 ? passing(detail) : lasting(detail)
    }

    private func passing(_ detail: String) -> Outcome {
        let retry = { (reason: Failure.Reason, after: Duration?, scope: Outcome.Scope) in
            Outcome.retry(Failure(reason, detail), after: after, scope: scope)
        }
        switch (code, enhanced?.subject, enhanced?.detail) {
        case (421, 7, _): return retry(.rateLimited, nil, .channel)
        case (421, _, _), (454, _, _): return retry(.serverError, nil, .channel)
        case _ where stage == .session: return retry(.serverError, nil, .channel)
        case (450...451, _, _) where isGreylisting:
            // Taken from the same sender for the same recipient once this has passed; most wait five minutes.
            return retry(.greylisted, .seconds(300), .address)
        case (_, 2, 2) where stage != .sender, (422, _, _) where stage != .sender: return retry(.other, .seconds(1800), .address)
        case (_, 3, _), (452, nil, _): return retry(.serverError, nil, .channel)
        case (_, 7, _): return retry(.rateLimited, nil, .channel)
        default: return retry(.serverError, nil, stage == .recipient ? .address : .message)
        }
    }

    private var isGreylisting: Bool {
        if text.contains("greylist") || text.contains("graylist") || text.contains("grey-list") { return true }
        switch (enhanced?.subject, enhanced?.detail) {
        case (nil, _): return stage == .recipient
        case (7, 0), (7, 1), (2, 0): return stage != .sender
        default: return false
        }
    }

    private func lasting(_ detail: String) -> Outcome {
        let rejected = { (reason: Failure.Reason, suppress: Bool) in Outcome.rejected(Failure(reason, detail), suppress: suppress) }
        let misconfigured = { (reason: Failure.Reason) in Outcome.misconfigured(Failure(reason, detail)) }
        switch (code, enhanced?.subject, enhanced?.detail) {
        case (530, _, _), (534, _, _), (535, _, _), (538, _, _): return misconfigured(.authentication)
        case (_, 7, 8), (_, 7, 9), (_, 7, 11): return misconfigured(.authentication)
        case _ where stage == .session: return misconfigured(.policy)
        case _ where enhanced?.isOfTheSender ?? false: return misconfigured(.policy)
        case _ where stage == .sender: return refusedAtMAIL(detail)
        case _ where enhanced?.isOfTheRecipient ?? false: return rejected(.unknownRecipient, true)
        case (_, 3, 4), (_, 2, 3), (523, _, _): return rejected(.tooLarge, false)
        case (_, 2, 2): return rejected(.other, false)
        case (_, 6, _): return rejected(.refusedContent, false)
        case (_, .some, _): return rejected(.policy, false)
        case (552, nil, _): return rejected(stage == .recipient ? .other : .tooLarge, false)
        case (551, nil, _), (553, nil, _), (556, nil, _): return stage == .recipient ? rejected(.unknownRecipient, true) : rejected(.policy, false)
        // Without a status code 550 can be a policy as well, so the address stays in use.
        case (550, nil, _) where stage == .recipient: return rejected(.unknownRecipient, false)
        default: return rejected(stage == .message ? .refusedContent : .policy, false)
        }
    }

    /// Nobody is named yet to whom it goes: whatever is said, 5.1.1 as well, is of the sender, who is the same in every mail; but for the size,
    /// which MAIL announces (RFC 1870 section 6.1), and the form.
    private func refusedAtMAIL(_ detail: String) -> Outcome {
        switch (code, enhanced?.subject, enhanced?.detail) {
        case (_, 3, 4), (_, 2, 3), (523, _, _): .rejected(Failure(.tooLarge, detail), suppress: false)
        case (552, _, _) where enhanced != EnhancedStatus(2, 2): .rejected(Failure(.tooLarge, detail), suppress: false)
        case (_, 6, _): .rejected(Failure(.refusedContent, detail), suppress: false)
        default: .misconfigured(Failure(.policy, detail))
        }
    }
}
