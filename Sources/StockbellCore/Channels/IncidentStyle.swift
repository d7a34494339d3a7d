/// How the messages of one incident hang together in a chat.
package enum IncidentStyle: String, Hashable, Sendable, CaseIterable {
    /// Later ones answer the first.
    case thread
    /// Later ones take the first one's place.
    case edit
    /// Each stands by itself.
    case single
}
