import FoundationEssentials
import StockbellCore

/// What the shelves hold and what has to be told of them, reckoned apart from the product: the last number counts, and each crossing is told once.
struct LevelModel {
    /// What one event must lead to.
    struct Verdict: Equatable {
        var state: EventRecord.State
        var kind: AlertKind?
        /// What it is told of: the event's own level, or the shelf that it is of.
        var level: LevelKey
        /// Whether nothing is known of that any more.
        var isGone = false
    }

    private struct Shelf {
        var told = Incident.Told.none
        /// nil: nothing is known.
        var quantity: Decimal?
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
        let key = event.subject.key
        if let digest = event.dedupeKey?.digest, !seen.insert(Key(source: event.subject.source, digest: digest)).inserted {
            return Verdict(state: .duplicate, level: key)
        }
        switch event.kind {
        case .ignored: return Verdict(state: .ignored, level: key)
        case .touched: return Verdict(state: .waiting, level: key)
        case .unreadable: return Verdict(state: .quarantined, level: key)
        case .delta, .level, .reading, .removed, .declaredOut, .declaredLow, .declaredBack: break
        }
        var shelf = shelves[key] ?? Shelf()
        let occurredAt = event.occurredAt.flatMap { $0 <= receivedAt ? $0 : nil }
        // A change or a removal without a time of its own is never late.
        let isDated = event.kind == .level || event.occurredAt != nil
        if isDated, let asOf = shelf.asOf, occurredAt ?? receivedAt < asOf { return Verdict(state: .stale, level: key) }
        let second = Date(timeIntervalSinceReferenceDate: receivedAt.timeIntervalSinceReferenceDate.rounded(.down))
        let asOf = occurredAt ?? max(shelf.asOf ?? second, second)
        switch event.kind {
        case .level: (shelf.quantity, shelf.asOf) = (event.quantity ?? 0, asOf)
        case .removed: (shelf.quantity, shelf.asOf) = (nil, isDated ? asOf : nil)
        case .delta, .reading, .declaredOut, .declaredLow, .declaredBack, .touched, .ignored, .unreadable: return Verdict(state: .applied, level: key)
        }
        shelves[key] = shelf
        let common = Shop.shelf(of: event.subject) ?? key
        let quantity = common == key ? shelf.quantity : spoken(of: common)
        guard let quantity else {
            shelves[common]?.told = .none
            return Verdict(state: .applied, level: common, isGone: true)
        }
        let (told, kind) = Self.cross(shelves[common]?.told ?? .none, quantity)
        shelves[common, default: Shelf()].told = told
        return Verdict(state: .applied, kind: kind, level: common)
    }

    /// Of a shelf the depot speaks, and the store where the depot does not know it.
    private func spoken(of shelf: LevelKey) -> Decimal? {
        shelves[LevelKey(source: "depot", item: shelf.item, place: "H")]?.quantity
            ?? shelves[LevelKey(source: "store", item: "store-\(shelf.item)", place: "1")]?.quantity
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
