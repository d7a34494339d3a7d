/// One line of a department's wishes: which alerts, about what, to whom.
///
/// It is complete: what the department, `defaults` and the groups around it say is in it.
package struct Rule: Hashable, Sendable {
    /// `department/name`, in a group `department/group/name`; stored with each delivery.
    package var id: String
    package var name: String
    package var on: Set<AlertKind>
    package var `where`: Where
    /// It hears only what none of so many rules before it in its department matches (`"unmatched"`); nil: whatever others do.
    package var restOf: Int?
    package var across: Across
    package var send: [Address]
    package var limit: Limit.Choice
    /// nil: as the department has it.
    package var outsideHours: OutsideHours?
    package var mode: Mode
    /// The stem of the template that is used in place of the kind's own; nil: the kind's own.
    package var letter: String?
    /// How long after a message, and after each reminder, it is said again while nobody has it; nil: never.
    package var remind: Duration?
    /// Who else hears of it while nobody has it.
    package var escalate: [Escalation] = []
    /// Where a message is told that could not be delivered, in the order to try.
    package var fallback: [Address] = []

    /// Who hears of it, and how long after the message.
    package struct Escalation: Hashable, Sendable {
        package var after: Duration
        package var send: [Address]

        package init(after: Duration, send: [Address]) {
            self.after = after
            self.send = send
        }
    }
    /// How long what it tells must last to be told; nil: it is told at once.
    package var wait: Duration?
    /// The digest that its alerts join; nil: each goes by itself.
    package var digest: Digest?

    /// What counts as one: an item at each of its places, or all of them together.
    package enum Across: String, Hashable, Sendable, Codable, CaseIterable {
        case place
        case allPlaces = "all-places"
    }

    /// Whether it counts; the strictest word of department, groups and rule.
    package enum Mode: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        case live
        /// Decided and recorded, not sent.
        case trial
        /// As if it were not there: settings have no such rules.
        case off

        /// For people, after "is".
        package var words: String {
            switch self {
            case .live: "live"
            case .trial: "on trial"
            case .off: "off"
            }
        }

        /// The stricter one is greater.
        package static func < (left: Mode, right: Mode) -> Bool { left == .live && right != .live || left == .trial && right == .off }
    }

    package init(
        id: String, name: String, on: Set<AlertKind>, where: Where = .always, restOf: Int? = nil, across: Across = .place, send: [Address],
        limit: Limit.Choice = .usual, outsideHours: OutsideHours? = nil, mode: Mode = .live, letter: String? = nil, wait: Duration? = nil,
        digest: Digest? = nil
    ) {
        self.id = id
        self.name = name
        self.on = on
        self.where = `where`
        self.restOf = restOf
        self.across = across
        self.send = send
        self.limit = limit
        self.outsideHours = outsideHours
        self.mode = mode
        self.letter = letter
        self.wait = wait
        self.digest = digest
    }
}

extension Rule {
    /// Whether an address hears an alert sooner by it than by another rule: at once, then after the shorter wait, then in a digest.
    package func isSooner(than other: Rule) -> Bool {
        if (digest == nil) != (other.digest == nil) { return digest == nil }
        return wait ?? .zero < other.wait ?? .zero
    }
}
