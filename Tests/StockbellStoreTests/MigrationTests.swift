import Foundation
import GRDB
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

@Suite struct MigrationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open() throws -> SQLiteStore {
        try SQLiteStore.open(path: folder.store, mode: .serve) { ManualTime().now }
    }

    @Test func anEmptyFileBecomesAStoreOfTheNewestVersion() throws {
        try open().close()
        let queue = try DatabaseQueue(path: folder.store)
        #expect(try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") } == Schema.steps.count)
        #expect(try queue.read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") } == "ok")
        try open().close()
    }

    @Test func everyCommitIsForcedToDisk() async throws {
        let store = try open()
        for (pragma, value) in [("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("busy_timeout", "5000")] {
            #expect(try await store.pool.writeWithoutTransaction { db in try String.fetchOne(db, sql: "PRAGMA \(pragma)") } == value, "\(pragma)")
        }
        try store.close()
    }

    @Test func aStoreOfANewerProgramIsRefused() throws {
        try open().close()
        try DatabaseQueue(path: folder.store).writeWithoutTransaction { db in try db.execute(sql: "PRAGMA user_version = 99") }
        let trouble = try #require(throws: StoreTrouble.self) { try open() }
        #expect(trouble.description.contains("newer stockbell"))
        #expect(trouble.description.contains(folder.store))
    }

    @Test func aDatabaseOfAnotherProgramIsRefused() throws {
        try DatabaseQueue(path: folder.store).write { db in try db.execute(sql: "CREATE TABLE theirs (a)") }
        let trouble = try #require(throws: StoreTrouble.self) { try open() }
        #expect(trouble.description.contains("another program"))
        #expect(try DatabaseQueue(path: folder.store).read { db in try db.tableExists("level") } == false)
    }

    @Test func stepsRunOnceAndInTheirOrder() throws {
        let queue = try DatabaseQueue(path: folder.store)
        let steps = ["CREATE TABLE a (x); INSERT INTO a VALUES (1)", "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1", "UPDATE a SET x = y + 1"]
        for count in [1, 1, 3, 3] {
            try queue.writeWithoutTransaction { db in try Migration(steps: Array(steps.prefix(count))).run(on: db, path: folder.store) }
        }
        #expect(try queue.read { db in try Row.fetchOne(db, sql: "SELECT x, y FROM a") } == ["x": 3, "y": 2])
    }

    // MARK: - The backup before

    private static let steps = ["CREATE TABLE a (x); INSERT INTO a VALUES (1)", "UPDATE a SET x = 2", "UPDATE a SET x = 3"]

    private func migrate(_ count: Int, on queue: DatabaseQueue, alone: () throws -> Void = {}) throws {
        try queue.writeWithoutTransaction { db in
            try Migration(steps: Array(Self.steps.prefix(count))).run(on: db, path: folder.store, alone: alone)
        }
    }

    private func number(in path: String) throws -> Int? {
        try DatabaseQueue(path: path).read { db in try Int.fetchOne(db, sql: "SELECT x FROM a") }
    }

    @Test(arguments: ["DELETE", "WAL"])
    func aStoreIsCopiedBeforeItIsChanged(journal: String) throws {
        let queue = try DatabaseQueue(path: folder.store)
        try queue.writeWithoutTransaction { db in _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = \(journal)") }
        try migrate(1, on: queue)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains("backup") }, "it held nothing")
        try migrate(3, on: queue)
        let backup = folder.store + ".v1.backup"
        #expect(try number(in: backup) == 1)
        #expect(try number(in: folder.store) == 3)
        let mode = try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? NSNumber
        #expect(mode?.int16Value == 0o600)

        // A store that went back to its backup, and was used, is copied anew.
        try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA user_version = 1; UPDATE a SET x = 7") }
        try migrate(2, on: queue)
        #expect(try number(in: backup) == 7)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains("unfinished") })
    }

    @Test func withoutABackupNothingIsChanged() throws {
        let queue = try DatabaseQueue(path: folder.store)
        try migrate(1, on: queue)
        // A folder in its place: even the superuser cannot put a file there.
        try FileManager.default.createDirectory(atPath: folder.store + ".v1.backup", withIntermediateDirectories: false)
        let trouble = try #require(throws: StoreTrouble.self) { try migrate(2, on: queue) }
        for words in [folder.store, "store version 1", "brought to 2", ".v1.backup", "needs 1 MiB", "nothing was changed"] {
            #expect(trouble.description.contains(words), "\(trouble)")
        }
        #expect(try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") } == 1)
        #expect(try number(in: folder.store) == 1)
    }

    @Test func whoIsNotAloneChangesNothing() throws {
        struct NotAlone: Error {}
        let queue = try DatabaseQueue(path: folder.store)
        try migrate(1, on: queue) { throw NotAlone() }
        try migrate(1, on: queue) { throw NotAlone() }
        #expect(throws: NotAlone.self) { try migrate(2, on: queue) { throw NotAlone() } }
        #expect(try number(in: folder.store) == 1)
    }

    @Test func whatASecondVersionAddsIsFilledIn() async throws {
        let queue = try DatabaseQueue(path: folder.store)
        try await queue.writeWithoutTransaction { db in
            try Migration(steps: Array(Schema.steps.prefix(1))).run(on: db, path: folder.store)
            try db.execute(
                sql: """
                    INSERT INTO delivery VALUES ('D', 'A', NULL, 'out-of-stock', 'sales', 'sales/all', 'chat', NULL, NULL, 'dead', 3, 0, 5000, 6000, NULL,
                        NULL, 7000, 0, 'r', 'other', '', NULL, NULL, NULL)
                    """)
        }
        try queue.close()
        let store = try open()
        let delivery = try #require(try await store.deliveries(RecordQuery()).first)
        #expect(delivery.startedAt == delivery.createdAt && delivery.earlierAttempts == 0 && delivery.attempt == 3)
        let selection = DeliverySelection(states: [.dead])
        #expect(try await store.transact(BookKeys(selections: [selection])) { $0.selected[selection] } == [delivery.id])
        try store.close()
    }

    @Test func aStepThatFailsLeavesTheOldVersion() throws {
        let queue = try DatabaseQueue(path: folder.store)
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)"]
        try queue.writeWithoutTransaction { db in
            try Migration(steps: [steps[0]]).run(on: db, path: folder.store)
            #expect(throws: DatabaseError.self) { try Migration(steps: steps).run(on: db, path: folder.store) }
        }
        #expect(try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") } == 1)
        #expect(try queue.read { db in try db.tableExists("b") } == false)
    }
}
