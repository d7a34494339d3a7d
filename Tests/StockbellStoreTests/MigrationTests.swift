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
