import FoundationEssentials

/// What is known of an item at all of its places, each counted once.
extension Ledger {
    /// One level a place: on a shelf, that of the source which speaks for it.
    func places(of subject: Subject, _ book: Book) -> [Level] {
        guard shelves.joins(subject.source), let sku = subject.sku else { return book.levels(ofItem: subject.own).filter { !$0.isGone } }
        let levels = book.levels(of: sku).filter { !$0.isGone }
        var members: [LevelKey: [Level]] = [:]
        var places: [Level] = []
        for level in levels {
            if let shelf = shelf(of: level.subject) { members[shelf, default: []].append(level) } else { places.append(level) }
        }
        // Where a follower's place has no name, it may be one that its leader tells of under another.
        let tellers = Set(levels.map(\.subject.source))
        places.removeAll { level in shelves.leaders(of: level.subject.source).contains(where: tellers.contains) }
        return (places + members.values.compactMap { speaker(of: $0, book) ?? $0.first }).sorted { $0.key < $1.key }
    }

    /// What is left at the item's other places; nil: Stockbell has seen it at none.
    func elsewhere(_ subject: Subject, _ book: Book) -> Elsewhere? {
        let shelf = shelf(of: subject)
        return elsewhere(
            places(of: subject, book).filter { level in
                level.subject.own != subject.own && level.subject.place != nil && (shelf == nil || self.shelf(of: level.subject) != shelf)
            })
    }

    /// What is left at each of these places; nil: there are none.
    func elsewhere(_ levels: [Level]) -> Elsewhere? {
        let shelves = levels.compactMap { level in
            self.shelves.named(level.subject.place, of: level.subject.source).map {
                Elsewhere.Shelf(place: $0, quantity: level.quantity, condition: level.condition)
            }
        }
        return shelves.isEmpty
            ? nil : Elsewhere(shelves: shelves.sorted { ($0.place.displayName, $0.place.id) < ($1.place.displayName, $1.place.id) })
    }

    /// All places of the item as one level; nil: nothing is known of any.
    ///
    /// It is out where every known place is, and low where what is known to be there adds up to no more than the threshold; one place without a number
    /// leaves that open.
    func total(of subject: Subject, _ book: Book) -> Level? {
        let known = places(of: subject, book).filter { $0.condition != .unknown }
        guard let since = known.map(\.since).max() else { return nil }
        let isOut = known.allSatisfy { $0.condition == .out }
        // Where more was sold than there was, there is nothing to add to what others have.
        let numbers = known.compactMap { level in level.countedQuantity.map { isOut ? $0 : max($0, 0) } }
        let quantity = numbers.count == known.count ? numbers.reduce(0, +) : nil
        var total = Level(subject: subject, quantity: quantity, since: since, asOf: known.compactMap(\.asOf).max())
        total.subject.home = everywhere(of: subject)
        total.subject.place = .everywhere
        total.subject.facts.tracked = nil
        total.declared = quantity == nil ? isOut ? .out : .ok : nil
        total.condition = total.declared ?? (isOut ? .out : .ok)
        return total
    }

    private func everywhere(of subject: Subject) -> LevelKey {
        let isShared = shelves.joins(subject.source) && subject.item.sku != nil
        return LevelKey(
            source: isShared ? "" : subject.source, item: isShared ? subject.item.sku ?? subject.item.id : subject.item.id,
            place: Place.everywhere.id,
            isTest: subject.isTest, aspect: .everywhere)
    }

    /// Tells those who hear of all places together what an event changed for them.
    ///
    /// - Parameters:
    ///   - own: what the event did at its place.
    ///   - before: all places before it.
    ///   - told: the alert about the place, which says the same to whoever hears both; nil: there is none.
    func crossEverywhere(
        _ own: Crossing, before: Level?, told: Alert.ID?, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws {
        guard var level = total(of: own.level.subject, book) else {
            if var gone = book.level(everywhere(of: own.level.subject)), gone.condition != .unknown {
                (gone.quantity, gone.declared, gone.condition) = (nil, nil, .unknown)
                book.put(gone)
                _ = remove(gone, &book)
            }
            return
        }
        let threshold = decide(level.subject, book)
        level.condition = level.condition(low: threshold.low)
        let known = book.level(level.key)
        if let before, before.quantity == level.quantity, before.declared == level.declared { return }
        let from = before?.condition(low: threshold.low) ?? own.from
        level.since = from == level.condition ? known?.since ?? before?.since ?? own.level.since : own.level.since
        let since = known?.since ?? before?.since
        let crossing = Crossing(
            level: level, from: from, previous: before?.quantity ?? own.previous, isFirstSight: before == nil && own.isFirstSight,
            threshold: threshold, duration: since.flatMap { level.since > $0 ? level.since.timeIntervalSince($0) : nil }, isRenewed: false,
            catalogue: own.catalogue, behind: own.behind, standsInFor: own.standsInFor)
        if known != nil || book.incident(level.key) != nil { book.put(level) }
        _ = try cross(crossing, saidBy: told, &book, &slots, &ids, &claimed)
    }
}
