/// Why an attempt did not work: a reason from a closed list, and a detail for people.
package struct Failure: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Each is a metric label.
    package enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        case connection, timeout, tls
        case authentication
        case rateLimited = "rate-limited"
        case serverError = "server-error"
        case greylisted
        case refusedContent = "refused-content"
        case unknownRecipient = "unknown-recipient"
        case badAddress = "bad-address"
        /// Whoever is there wants no messages.
        case optedOut = "opted-out"
        /// What it goes to will never be there again: a webhook that was deleted. Nothing goes there until somebody acts.
        case gone
        case policy
        case tooLarge = "too-large"
        case privateNetwork = "private-network"
        case noAnswer = "no-answer"
        case render
        case channelRemoved = "channel-removed"
        case leaseExpired = "lease-expired"
        /// It waited for longer than it is of use.
        case expired
        case other
    }

    package var reason: Reason
    /// What the far side said or what went wrong, one line, without any secret or URL; at most 300 characters.
    package var detail: String

    package init(_ reason: Reason, _ detail: String) {
        self.reason = reason
        let line = detail.map { $0.isNewline ? " " : $0 }
        self.detail = String(line.prefix(300))
    }

    package var description: String { detail.isEmpty ? reason.rawValue : "\(reason.rawValue): \(detail)" }
}
