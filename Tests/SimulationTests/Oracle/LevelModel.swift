import FoundationEssentials
import StockbellCore

/// What the shelves hold and what has to be told of them, reckoned apart from the product: the last number counts, and each crossing is told once.
struct LevelModel {
    /// What one event must lead to.
    struct Verdict: Equatable {
        var state: EventRecord.State
        var kind: AlertKind?
    }

    private struct Shelf {
        var told = Incident.Told.none
        /// nil after a removal without a time, and before the first number.
        var asOf: Date?
    }

    private struct Key: Hashable {
        var source: String
        var digest: [UInt8]
    }

    private var shelves: [LevelKey: Shelf] = [:]
    private var seen: Set<Key> = []

    /// - Parameter receivedAt: the store's time of the commit.
    mutating func take(_ event: StockEvent, receivedAt: Date) -> Verdict {
        if let digest = event.dedupeKey?.digest, !seen.insert(Key(source: event.subject.source, digest: digest)).inserted {
            return Verdict(state: .duplicate)
        }
        switch event.kind {
        case .ignored: return Verdict(state: .ignored)
        case .touched: return Verdict(state: .waiting)
        case .unreadable: return Verdict(state: .quarantined)
        case .delta, .level, .reading, .removed, .declaredOut, .declaredLow, .declaredBack: break
        }
        let key = event.subject.key
        var shelf = shelves[key] ?? Shelf()
        let occurredAt = event.occurredAt.flatMap { $0 <= receivedAt ? $0 : nil }
        // A change or a removal without a time of its own is never late.
        let isDated = event.kind == .level || event.occurredAt != nil
        if isDated, let asOf = shelf.asOf, occurredAt ?? receivedAt < asOf { return Verdict(state: .stale) }
        let second = Date(timeIntervalSinceReferenceDate: receivedAt.timeIntervalSinceReferenceDate.rounded(.down))
        let asOf = occurredAt ?? max(shelf.asOf ?? second, second)
        var kind: AlertKind?
        switch event.kind {
        case .level:
            (shelf.told, kind) = Self.cross(shelf.told, event.quantity ?? 0)
            shelf.asOf = asOf
        case .removed: shelf = Shelf(asOf: isDated ? asOf : nil)
        case .delta, .reading, .declaredOut, .declaredLow, .declaredBack, .touched, .ignored, .unreadable: break
        }
        shelves[key] = shelf
        return Verdict(state: .applied, kind: kind)
    }

    private static func cross(_ told: Incident.Told, _ quantity: Decimal) -> (Incident.Told, AlertKind?) {
        if quantity <= 0 { return (.out, told == .out ? nil : .outOfStock) }
        if quantity <= Shop.low { return (.low, told == .none ? .lowStock : told == .out ? .backInStock : nil) }
        let isClear = quantity > Shop.okAbove
        switch told {
        case .none: return (.none, nil)
        case .low: return isClear ? (.none, .refilled) : (.low, nil)
        case .out: return (isClear ? .none : .low, .backInStock)
        }
    }
}

extension LevelModel.Verdict {
    init(state: EventRecord.State) {
        self.init(state: state, kind: nil)
    }
}
