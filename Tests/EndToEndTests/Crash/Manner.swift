import NIOCore

/// What a far side does with a message that it has read whole.
enum Manner: Hashable, Sendable {
    /// Takes it and says so, after a while.
    case take(after: TimeAmount)
    /// Says that it does not take it now.
    case refuse
    /// Takes it, and closes without a word: the sender cannot know.
    case drop

    /// Mostly friendly; now and then slow, busy, or gone.
    static func next(using chance: inout some RandomNumberGenerator) -> Manner {
        switch Int.random(in: 0..<100, using: &chance) {
        case 0..<2: .refuse
        case 2..<4: .drop
        case 4..<24: .take(after: .milliseconds(.random(in: 5...80, using: &chance)))
        default: .take(after: .zero)
        }
    }
}
