import FoundationEssentials
import GRDB
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

/// Whatever fails, wherever: who is told that his work is not kept finds nothing of it, and when the fault is gone the same store works on.
@Suite struct DiskFaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        var calls: FaultyDisk.Calls
        var code: ResultCode
        var reason: StoreTrouble.Reason

        var testDescription: String { "\(reason.rawValue), \(code)" }
    }

    private static let faults = [
        Fault(calls: .write, code: .SQLITE_FULL, reason: .diskFull),
        Fault(calls: .write, code: .SQLITE_IOERR_WRITE, reason: .inputOutput),
        Fault(calls: .write, code: .SQLITE_READONLY, reason: .readOnly),
        Fault(calls: .sync, code: .SQLITE_IOERR_FSYNC, reason: .inputOutput),
        Fault(calls: .lock, code: .SQLITE_BUSY, reason: .busy),
        Fault(calls: .lock, code: .SQLITE_IOERR_SHMLOCK, reason: .inputOutput),
    ]

    private let time = ManualTime()
    private let disk: FaultyDisk

    init() throws {
        disk = try FaultyDisk()
    }

    private func open(_ disk: FaultyDisk) throws -> SQLiteStore {
        try SQLiteStore.open(path: disk.store, mode: .serve) { [time] in time.now }
    }

    /// Writes some pages.
    private func work(_ number: Int, on store: SQLiteStore) async throws {
        time.advance(by: 1)
        try await store.transact(BookKeys()) { book in
            book.put(Level.make(quantity: Decimal(number)))
            book.add(Arrival.make(id: Arrival.ID("A\(number)"), body: String(repeating: "x", count: 20_000)), verdict: .decoded)
            book.remember(BookKeys.Seen(source: "shop", digest: Array("\(number)".utf8)), until: .distantFuture)
            book.put(Delivery.make(id: Delivery.ID("D\(number)")))
        }
    }

    /// Works, and says what was in the way; nil: nothing was.
    private func tryToWork(_ number: Int, on store: SQLiteStore) async throws -> StoreTrouble? {
        do {
            try await work(number, on: store)
            return nil
        } catch let trouble as StoreTrouble {
            return trouble
        }
    }

    @Test(arguments: faults, [true, false]) func whatFailsIsNotKeptAndTheStoreWorksOn(_ fault: Fault, once: Bool) async throws {
        let store = try open(disk)
        try await work(0, on: store)
        var number = 0
        repeat {
            number += 1
            let before = try await store.contents()
            disk.fail(fault.calls, with: fault.code, after: number - 1, once: once)
            let trouble = try await tryToWork(number, on: store)
            // Somebody else's lock may be gone before the patience is.
            let isPassed = disk.failures == 0 || (fault.reason == .busy && once)
            #expect(trouble?.reason == (isPassed ? nil : fault.reason), "call \(number): \(trouble?.description ?? "no trouble")")
            if !isPassed {
                #expect(try await store.contents() == before, "call \(number)")
                #expect(try await store.agenda().pending["mail"] != nil)
            }
            disk.heal()
        } while disk.failures > 0 && number < 200
        #expect(number > 1 && number < 200)
        try await expectDurable(store)
    }

    /// Even when the clock stands still, or was set back.
    @Test func aProbeWritesInAnyCase() async throws {
        let store = try open(disk)
        for seconds in [0.0, 0, -100, 1] {
            time.advance(by: seconds)
            let (events, before) = (disk.events, try await store.transact(BookKeys()) { $0.now })
            try await store.transact(BookKeys()) { $0.probe() }
            #expect(disk.events > events)
            #expect(try await store.transact(BookKeys()) { $0.now } >= before)
        }
        disk.fail(.write, with: .SQLITE_FULL)
        let trouble = await #expect(throws: StoreTrouble.self) { try await store.transact(BookKeys()) { $0.probe() } }
        #expect(trouble?.reason == .diskFull)
        disk.heal()
        try store.close()
    }

    /// Whatever fails while the log is moved into the file costs nobody anything.
    @Test(arguments: [FaultyDisk.Calls.storage, .write, .sync], [true, false])
    func faultsAroundACheckpointLoseNothing(_ calls: FaultyDisk.Calls, once: Bool) async throws {
        let store = try open(disk)
        try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 1") }
        try await work(0, on: store)
        var number = 0
        repeat {
            number += 1
            let before = try await store.contents()
            disk.fail(calls, with: .SQLITE_IOERR, after: number - 1, once: once)
            let isKept = try await tryToWork(number, on: store) == nil
            disk.heal()
            let after = try await store.contents()
            #expect((after != before) == isKept, "call \(number)")
            // Else what is left over would make each round longer.
            try await store.checkpoint()
        } while disk.failures > 0 && number < 300
        #expect(number > 3 && number < 300)
        try await expectDurable(store)
    }

    @Test(arguments: [true, false], [true, false]) func anOpeningThatFailsCanBeRepeated(isNew: Bool, once: Bool) async throws {
        let store = try open(disk)
        try await work(0, on: store)
        // As a crash leaves it: with a log that must be read.
        let events = isNew ? 0 : disk.events
        let contents = isNew ? nil : try await store.contents()
        try store.close()
        var number = 0
        var failures = 0
        repeat {
            // A fault further on is much like its neighbours.
            number += number < 20 ? 1 : 4
            failures = try await disk.losingPower(after: events) { left in
                left.fail([.storage, .lock], with: .SQLITE_IOERR, after: number - 1, once: once)
                do {
                    try open(left).close()
                } catch let trouble as StoreTrouble {
                    #expect(trouble.reason == .inputOutput, "call \(number): \(trouble)")
                    #expect(trouble.description.contains(left.store))
                }
                left.heal()
                let store = try open(left)
                if let contents { #expect(try await store.contents() == contents, "call \(number)") }
                try await work(2, on: store)
                #expect(try await store.integrity() == "ok")
                try store.close()
                return left.failures
            }
        } while failures > 0 && number < 300
        #expect(number > 1 && number < 300)
    }

    /// The store works on, and what it then promises is on the disk.
    private func expectDurable(_ store: SQLiteStore) async throws {
        try await work(1000, on: store)
        #expect(try await store.integrity() == "ok")
        let contents = try await store.contents()
        try await disk.losingPower(after: disk.events) { left in
            let again = try open(left)
            #expect(try await again.contents() == contents)
            try again.close()
        }
        try store.close()
    }
}
