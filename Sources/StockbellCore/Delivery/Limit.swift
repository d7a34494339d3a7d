/// How many messages go singly to one address of a department within a stretch of time; those beyond it are told in one summary.
package struct Limit: Hashable, Sendable {
    /// What a rule says of it.
    package enum Choice: Hashable, Sendable {
        /// What is usual for the channel's class.
        case usual
        /// All go singly.
        case off
        case own(Limit)
        /// What a department or `defaults` say: for people. A program wants all, and a phone never rings more often than is usual by it.
        case people(Limit)
    }

    package var max: Int
    package var per: Duration

    package init(max: Int, per: Duration) {
        self.max = max
        self.per = per
    }

    /// Whether fewer go singly in a long while.
    func isStricter(than other: Limit) -> Bool { per * other.max > other.per * max }

    /// For people, behind "more than".
    package var words: String { "\(max) \(max == 1 ? "message" : "messages") in \(per.words)" }
}

extension Limit.Choice {
    /// The limit that holds on a channel of that class; nil: there is none.
    package func limit(on class: ChannelSettings.Class) -> Limit? {
        switch self {
        case .usual: `class`.usualLimit
        case .off: nil
        case .own(let limit): limit
        case .people(let limit):
            switch `class` {
            case .webhook: nil
            case .sms: `class`.usualLimit.map { $0.isStricter(than: limit) ? $0 : limit }
            case .mail, .chat: limit
            }
        }
    }
}

extension ChannelSettings.Class {
    /// What a person can follow; a machine wants all.
    package var usualLimit: Limit? {
        switch self {
        case .sms: Limit(max: 5, per: .seconds(600))
        case .chat: Limit(max: 20, per: .seconds(600))
        case .mail: Limit(max: 30, per: .seconds(600))
        case .webhook: nil
        }
    }
}
