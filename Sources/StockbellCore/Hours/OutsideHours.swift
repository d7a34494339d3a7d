/// What becomes of a message while the department is not there.
package struct OutsideHours: Hashable, Sendable {
    package enum Choice: String, Hashable, Sendable, CaseIterable {
        /// It waits until they come.
        case later
        /// It goes all the same.
        case send
    }

    /// By the name of a channel.
    package var byChannel: [String: Choice]
    /// For every other channel.
    package var others: Choice

    package init(byChannel: [String: Choice] = [:], others: Choice = .later) {
        self.byChannel = byChannel
        self.others = others
    }

    package func choice(for channel: String) -> Choice { byChannel[channel] ?? others }
}
