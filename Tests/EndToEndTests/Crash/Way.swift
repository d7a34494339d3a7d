/// The ways out of the crash test's shop, named like its channels.
enum Way: String, CaseIterable, Sendable {
    /// Repeats with the same id, by which its receiver knows a repeat.
    case hook
    /// Repeats, and says so in the message.
    case mail
    /// Never repeats.
    case text
}
