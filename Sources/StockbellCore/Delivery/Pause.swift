package import FoundationEssentials

/// Nothing of its scope goes out while it lasts; what waits is kept.
///
/// Stored, so that it outlives a restart. There is one for each scope and origin.
package struct Pause: Hashable, Sendable {
    /// What it holds back.
    package enum Scope: Hashable, Sendable, CustomStringConvertible {
        case all
        case channel(String)
        case department(String)
        case address(Address)

        package var description: String {
            switch self {
            case .all: "everything"
            case .channel(let name): "channel \(name)"
            case .department(let name): "department \(name)"
            case .address(let address): "address \(address)"
            }
        }
    }

    /// Who asked for it.
    package enum Origin: String, Hashable, Sendable {
        /// Somebody, by `stockbell pause`; only `resume` or its own end lifts it.
        case hand
        /// The far side, by `Retry-After` or its like.
        case farSide = "far-side"
        /// Its own rate: the row is there until the bucket is full again, and holds something back only while there is nothing in it.
        case rate
        /// The breaker: it failed again and again, so that only one message goes from time to time, to see.
        case breaker
    }

    package struct Key: Hashable, Sendable {
        package var scope: Scope
        package var origin: Origin

        package init(scope: Scope, origin: Origin) {
            self.scope = scope
            self.origin = origin
        }
    }

    package var scope: Scope
    package var origin: Origin
    package var since: Date
    /// nil: until it is lifted.
    package var until: Date?
    /// For people: why.
    package var reason: String
    /// Of a rate: when its bucket is full again; nil otherwise.
    package var fullAt: Date?
    /// Of a breaker: how often it failed in a row.
    package var failures = 0

    package init(scope: Scope, origin: Origin, since: Date, until: Date?, reason: String) {
        self.scope = scope
        self.origin = origin
        self.since = since
        self.until = until
        self.reason = reason
    }

    package var key: Key { Key(scope: scope, origin: origin) }

    /// As many failures of a breaker as say that nothing is to go even to see.
    static let failuresForGood = 1_000_000

    /// Whether it is of something that is gone: only somebody lifts it, whatever its `until` says, which is when to look for what has waited too long.
    package var isForGood: Bool { origin == .breaker && failures >= Self.failuresForGood }

    /// When it ends by itself; nil: only somebody ends it.
    package var end: Date? { isForGood ? nil : until }

    /// Whether it is not over.
    package func holds(at now: Date) -> Bool { until.map { $0 > now } ?? true }

    /// How long a breaker is remembered after its last word: longer than any message is of use.
    private static let memory: TimeInterval = 31 * 86_400

    /// Whether nothing hangs on it any more; a breaker is there until something goes well.
    package func isOver(at now: Date) -> Bool {
        switch origin {
        case .hand, .farSide: !holds(at: now)
        case .rate: fullAt.map { $0 <= now } ?? true
        case .breaker: !isForGood && until.map { $0.addingTimeInterval(Self.memory) <= now } ?? false
        }
    }

    /// Whether that delivery is in its scope.
    package func concerns(_ delivery: Delivery) -> Bool {
        switch scope {
        case .all: true
        case .channel(let name): delivery.address.channel == name
        case .department(let name): delivery.department == name
        case .address(let address): delivery.address == address
        }
    }
}

extension Sequence<Pause> {
    /// What holds a delivery back at that time: of several pauses the one that lasts longest; nil: nothing does.
    package func holding(_ delivery: Delivery, at now: Date) -> Pause? {
        lazy.filter { $0.concerns(delivery) && $0.holds(at: now) }.max { ($0.until ?? .distantFuture) < ($1.until ?? .distantFuture) }
    }
}

extension Pause.Origin {
    /// For people, behind "by".
    package var words: String {
        switch self {
        case .hand: "hand"
        case .farSide: "the far side"
        case .rate: "its rate"
        case .breaker: "Stockbell, as it fails again and again"
        }
    }
}
