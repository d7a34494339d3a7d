import FoundationEssentials
import GRDB
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

/// What was told to be kept is there, whole, whenever the power goes; what was under way is there whole or not at all; and the store works on.
@Suite struct PowerLossTests {
    /// The power is lost after so many events.
    private struct Cut {
        var events: Int
        /// nil: nothing of what was not synced is kept.
        var torn: UInt64?

        /// Around each moment at which somebody was told something, and others by chance.
        static func some(_ count: Int, of witness: Witness, seed: UInt64) -> [Cut] {
            var chance = SeededGenerator(seed)
            let all = 0...witness.disk.events
            let telling = witness.moments.flatMap { [$0.events - 1, $0.events] }.shuffled(using: &chance).prefix(count / 2)
            let others = (telling.count..<count).map { _ in Int.random(in: all, using: &chance) }
            return (telling + others).enumerated().map { number, events in Cut(events: events, torn: number.isMultiple(of: 2) ? nil : chance.next()) }
        }
    }

    private struct Lost: Error, CustomStringConvertible {
        var description: String
    }

    private let time = ManualTime()

    /// Loses the power and looks at what is left.
    private func expect(_ witness: Witness, keepsItsWordAfter cut: Cut) async throws {
        try await witness.disk.losingPower(after: cut.events, torn: cut.torn) { left in
            let store = try SQLiteStore.open(path: left.store, mode: .command) { [time] in time.now }
            let contents = try await store.contents()
            guard witness.allowed(after: cut.events).contains(contents) else { throw Lost(description: "\(cut): \(contents)") }
            let integrity = try await store.integrity()
            guard integrity == "ok" else { throw Lost(description: "\(cut): \(integrity ?? "")") }
            let level = Level.make(.make(source: "after", item: "the loss"))
            try await store.transact(BookKeys()) { $0.put(level) }
            let keys = BookKeys(items: [.init(source: "after", item: "the loss", isTest: false)])
            guard try await store.transact(keys, { $0.level(level.key) }) == level else { throw Lost(description: "\(cut): it does not work on") }
            try store.close()
        }
    }

    @Test(arguments: Array(StoreContract.all.enumerated()))
    func everyPromiseIsKeptThroughALossOfPower(_ number: Int, _ promise: StoreContract) async throws {
        let witness = Witness(try FaultyDisk())
        let store = try await witness.open { [time] in time.now }
        try await promise.run(
            in: StoreWorld(store: store, time: time) { [time] in
                WatchedStore(try SQLiteStore.open(path: witness.disk.store, mode: .command) { time.now }, by: witness)
            })
        try store.close()
        for some in Cut.some(12, of: witness, seed: UInt64(number)) { try await expect(witness, keepsItsWordAfter: some) }
    }

    @Test func aDaysWorkIsKeptWheneverThePowerGoes() async throws {
        let witness = Witness(try FaultyDisk())
        let work = DaysWork(time: time)
        try await work.run(on: witness)
        let cuts = (0...witness.disk.events).flatMap { [Cut(events: $0, torn: nil), Cut(events: $0, torn: UInt64($0 + 1))] }
        var chance = SeededGenerator(1)
        for some in cuts.shuffled(using: &chance).prefix(100) { try await expect(witness, keepsItsWordAfter: some) }
    }

    /// A platform that got no answer comes again, and so may one that did.
    @Test(arguments: 1...6 as ClosedRange<UInt64>) func whatComesAgainAfterALossIsToldOnce(seed: UInt64) async throws {
        let witness = Witness(try FaultyDisk())
        let work = DaysWork(time: time)
        try await work.run(on: witness)
        for some in Cut.some(4, of: witness, seed: seed) {
            try await witness.disk.losingPower(after: some.events, torn: some.torn) { left in
                let store = try SQLiteStore.open(path: left.store, mode: .serve) { [time] in time.now }
                try await work.repeatArrivals(on: store)
                let events = try await store.events(RecordQuery(limit: .max))
                let applied = Dictionary(grouping: events.filter { $0.state == .applied }, by: \.item?.id).mapValues(\.count)
                #expect(applied.count == work.items.count)
                #expect(applied.values.allSatisfy { $0 == 1 }, "\(some)")
                let deliveries = try await store.deliveries(RecordQuery(limit: .max))
                let told = Dictionary(grouping: deliveries.flatMap { delivery in delivery.alerts.map { "\($0) \(delivery.address)" } }) { $0 }
                #expect(told.values.allSatisfy { $0.count == 1 }, "\(some)")
                try store.close()
            }
        }
    }

    @Test func aLossDuringTheRecoveryFromALossTakesNothing() async throws {
        let witness = Witness(try FaultyDisk())
        try await DaysWork(time: time).run(on: witness, turns: 12)
        for some in Cut.some(4, of: witness, seed: 7) {
            try await witness.disk.losingPower(after: some.events, torn: some.torn) { left in
                let again = Witness(left)
                let store = try await again.open { [time] in time.now }
                try await store.transact(BookKeys()) { $0.put(Level.make(.make(item: "new"))) }
                try store.close()
                for events in 0...left.events { try await expect(again, keepsItsWordAfter: Cut(events: events, torn: UInt64(events + 1))) }
            }
        }
    }

    @Test func aMigrationIsThereWholeOrNotAtAll() async throws {
        let disk = try FaultyDisk()
        let step = "CREATE TABLE added (a); INSERT INTO added SELECT id FROM level; ALTER TABLE level ADD COLUMN more TEXT DEFAULT 'x'"
        let store = try SQLiteStore.open(path: disk.store, mode: .command) { [time] in time.now }
        try await store.transact(BookKeys()) { book in for item in 0..<300 { book.put(Level.make(.make(item: "\(item)"))) } }
        let before = disk.events
        try await store.pool.writeWithoutTransaction { db in try Migration(steps: Schema.steps + [step]).run(on: db, path: disk.store) }
        let after = disk.events
        try store.close()
        for events in before...disk.events {
            try await disk.losingPower(after: events, torn: UInt64(events)) { left in
                let queue = try DatabaseQueue(path: left.store)
                let (version, columns, integrity) = try await queue.read { db in
                    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                    return (version, try db.columns(in: "level").map(\.name), try String.fetchOne(db, sql: "PRAGMA integrity_check"))
                }
                #expect(integrity == "ok")
                #expect(columns.contains("more") == (version > Schema.steps.count))
                if version > Schema.steps.count {
                    #expect(try await queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM added JOIN level ON id = a") } == 300)
                }
                if events >= after { #expect(version > Schema.steps.count) }
                try queue.close()
            }
        }
    }

    /// The instrument itself: it notices a commit that was not forced to disk.
    @Test func aCommitThatWasNotSyncedIsLost() async throws {
        let witness = Witness(try FaultyDisk())
        let store = try await witness.open { [time] in time.now }
        try await store.inner.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        try await store.transact(BookKeys()) { $0.put(Level.make()) }
        let end = witness.disk.events
        await #expect(throws: Lost.self) { try await expect(witness, keepsItsWordAfter: Cut(events: end, torn: nil)) }
        try store.close()
    }
}
