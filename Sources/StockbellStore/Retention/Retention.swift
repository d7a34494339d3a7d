import FoundationEssentials
import GRDB
import StockbellCore

/// Where retention stands: each step goes on where the last one ended, and none looks again at what must stay.
///
/// Lost at a restart: then the walks begin at the oldest rows.
struct Retention: Sendable {
    /// How long the next round over alerts waits: what is old today was nearly as old an hour ago.
    private static let rest: TimeInterval = 3600
    /// The same while the store is too large and nothing could be removed.
    private static let shortRest: TimeInterval = 60
    /// An alert takes about ten rows with it, a quiet arrival two.
    private static let arrivalsAnAlert = 4
    /// What was made so lately may not be committed yet: nothing goes before.
    private static let margin: TimeInterval = 60

    private var quiet = QuietWalk()
    private var raw = RawWalk()
    private var told: ToldWalk?
    /// Whether the round over alerts makes room, whatever their age.
    private var makesRoom = false
    private var lastRound: (end: Date, removed: Int, madeRoom: Bool)?

    /// Removes a little of what is kept no longer; part of a transaction.
    ///
    /// - Parameter limit: the most arrivals that a walk looks at; of alerts a fourth of it.
    mutating func step(_ keep: Keep, limit: Int, now: Date, _ db: Database) throws -> Pruned {
        let isTooLarge = try Self.used(db) > keep.size
        var pruned = Pruned()

        let quietAge = isTooLarge ? min(keep.quiet.inSeconds, Self.margin) : keep.quiet.inSeconds
        let quiet = try quiet.step(before: ULIDTime.lowest(at: now.addingTimeInterval(-quietAge)), limit: limit, db)
        pruned.quiet = quiet.removed
        let raw = try raw.step(before: ULIDTime.lowest(at: now.addingTimeInterval(-keep.raw.inSeconds)), limit: limit, db)
        pruned.raw = raw.emptied

        // The oldest quiet ones go first.
        let makesRoom = isTooLarge && !quiet.isBehind && quiet.removed == 0
        if beginsRound(makingRoom: makesRoom, now: now) {
            told = ToldWalk(closedBy: now.addingTimeInterval(makesRoom ? -Self.margin : -keep.told.inSeconds))
            self.makesRoom = makesRoom
        }
        let before = told?.removed ?? 0
        try told?.step(limit: max(1, limit / Self.arrivalsAnAlert), db)
        pruned.told = (told?.removed ?? before) - before
        if let round = told, round.isOver {
            lastRound = (now, round.removed, self.makesRoom)
            told = nil
        }

        pruned.isBehind = quiet.isBehind || raw.isBehind || told != nil || (isTooLarge && pruned.quiet + pruned.told > 0)
        pruned.isTooLarge = isTooLarge && !pruned.isBehind && lastRound.map { $0.madeRoom && $0.removed == 0 } ?? false
        return pruned
    }

    /// Whether a round over alerts begins now.
    private func beginsRound(makingRoom: Bool, now: Date) -> Bool {
        // One that makes room ends when there is room; one by age gives way to it.
        if told != nil { return makingRoom != makesRoom }
        guard let last = lastRound, last.end <= now else { return true }
        let hasRested = now.timeIntervalSince(last.end) >= (makingRoom ? Self.shortRest : Self.rest)
        return hasRested || (makingRoom && (last.removed > 0 || !last.madeRoom))
    }

    /// Bytes of pages that hold something.
    private static func used(_ db: Database) throws -> Int64 {
        let pages = try (db.number("PRAGMA page_count") ?? 0) - (db.number("PRAGMA freelist_count") ?? 0)
        return try pages * (db.number("PRAGMA page_size") ?? 0)
    }
}
