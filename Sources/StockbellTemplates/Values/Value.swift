/// A value as it goes into a letter.
struct Value: Hashable, Sendable {
    /// What may happen to it where room is short.
    enum Role: Hashable, Sendable {
        /// An item's name: shortened first.
        case name
        /// Never shortened: half a link leads nowhere.
        case link
        case other
    }

    /// One clean line; empty: not known.
    var text: String
    var role: Role

    init(_ text: String, _ role: Role = .other) {
        self.text = text
        self.role = role
    }
}
