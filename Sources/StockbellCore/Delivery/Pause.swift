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
