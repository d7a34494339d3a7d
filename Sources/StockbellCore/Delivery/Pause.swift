package import FoundationEssentials

/// Nothing of its scope goes out while it lasts; what waits is kept.
///
/// Stored, so that it outlives a restart. There is one for each scope and origin.
package struct Pause: Hashable, Sendable {
    /// What it holds back.
    package enum Scope: Hashable, Sendable {
        case all
        case channel(String)
        case department(String)
        case address(Address)
    }

    /// Who asked for it.
    package enum Origin: String, Hashable, Sendable {
        /// Somebody, by `stockbell pause`; only `resume` or its own end lifts it.
        case hand
        /// The far side, by `Retry-After` or its like.
        case farSide = "far-side"
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

    package init(scope: Scope, origin: Origin, since: Date, until: Date?, reason: String) {
        self.scope = scope
        self.origin = origin
        self.since = since
        self.until = until
        self.reason = reason
    }

    package var key: Key { Key(scope: scope, origin: origin) }

    /// Whether it is not over.
    package func holds(at now: Date) -> Bool { until.map { $0 > now } ?? true }
}
