package import FoundationEssentials

/// What a delivery needs to go on by itself, as it was resolved at its birth: no configuration is asked for it later.
package struct FollowUp: Hashable, Sendable, Codable {
    /// What the message tells, where its letter does not say it: a reminder, an escalation.
    package var tells: AlertKind?
    /// How long after the message that it follows it is due, seconds; nil: at once.
    package var after: TimeInterval?
    /// Whether it comes again and again, each time so long after the last.
    package var isRepeated = false
    /// Whether it waits for the department's hours.
    package var keepsHours = false
    /// Where it is told instead if it cannot be delivered, in the order to try.
    package var fallback: [Address] = []

    package init(tells: AlertKind? = nil, after: TimeInterval? = nil, isRepeated: Bool = false, keepsHours: Bool = false, fallback: [Address] = []) {
        self.tells = tells
        self.after = after
        self.isRepeated = isRepeated
        self.keepsHours = keepsHours
        self.fallback = fallback
    }
}
