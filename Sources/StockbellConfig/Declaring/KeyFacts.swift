/// What there is to say about a key, for whoever does not read its value.
struct KeyFacts: Sendable {
    enum Standing: Hashable, Sendable {
        /// It must be there.
        case required
        case optional
        /// What it is read as when it is not there.
        case `default`(JSON)
        /// Known by name, refused as not built yet.
        case later
        /// Taken and not looked at.
        case ignored
    }

    let name: String
    let standing: Standing
    /// What its value looks like.
    let words: String
    let schema: JSON
    /// What it is for.
    let sentence: String
    let example: JSON?

    var isBuilt: Bool { standing != .later }
}
