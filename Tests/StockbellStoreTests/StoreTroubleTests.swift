import Foundation
import GRDB
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

@Suite struct StoreTroubleTests {
    private let time = ManualTime()
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open(_ path: String, _ mode: SQLiteStore.Mode = .serve) throws -> SQLiteStore {
        try SQLiteStore.open(path: path, mode: mode) { [time] in time.now }
    }

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, StoreTrouble.Reason.diskFull), (.SQLITE_READONLY_DBMOVED, .readOnly), (.SQLITE_BUSY_SNAPSHOT, .busy),
        (.SQLITE_LOCKED, .busy), (.SQLITE_CORRUPT_INDEX, .corrupt), (.SQLITE_NOTADB, .corrupt), (.SQLITE_IOERR_FSYNC, .inputOutput),
        (.SQLITE_ERROR, .other),
    ])
    func codesOfSQLiteBecomeReasons(_ code: ResultCode, _ reason: StoreTrouble.Reason) {
        let trouble = StoreTrouble(DatabaseError(resultCode: code, message: "why", sql: "INSERT", arguments: ["secret"]), path: "/x/y.sqlite")
        #expect(trouble.reason == reason)
        #expect(trouble.description.contains("/x/y.sqlite"))
        #expect(!trouble.description.contains("secret"))
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        try Data(repeating: 0x42, count: 9000).write(to: URL(fileURLWithPath: folder.store))
        let trouble = try #require(throws: StoreTrouble.self) { try open(folder.store) }
        #expect(trouble.reason == .corrupt)
        #expect(trouble.description.contains(folder.store))
    }

    @Test func aDamagedFileIsATroubleAndNoCrash() async throws {
        let store = try open(folder.store)
        try await store.transact(BookKeys()) { book in
            for number in 0..<500 { book.put(Level.make(.make(item: "\(number)"))) }
        }
        try store.close()
        // Everything behind the schema's page is overwritten.
        var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.store))
        for index in stride(from: 4096 * 8, to: bytes.count, by: 3) { bytes[index] = 0xA5 }
        try bytes.write(to: URL(fileURLWithPath: folder.store))
        let items = Set((0..<500).map { BookKeys.Item(source: "shop", item: "\($0)", isTest: false) })
        let trouble = await #expect(throws: StoreTrouble.self) {
            let again = try open(folder.store)
            return try await again.transact(BookKeys(items: items)) { $0.levels.count }
        }
        #expect(trouble?.reason == .corrupt)
    }

    /// `/sys` refuses new folders even to root, for whom permissions do not count.
    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
        let trouble = try #require(throws: StoreTrouble.self) { try open("/sys/stockbell/store.sqlite") }
        #expect(trouble.reason == .readOnly)
        #expect(trouble.description.contains("/sys/stockbell"))
    }

    @Test func aFolderThatIsAFileIsNamed() throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file("file")))
        let trouble = try #require(throws: StoreTrouble.self) { try open(folder.file("file/store.sqlite")) }
        #expect(trouble.description.contains(folder.file("file")))
    }

    @Test func aFullDiskLosesTheTransactionAndNothingElse() async throws {
        let store = try open(folder.store)
        try await store.transact(BookKeys()) { $0.put(Level.make(quantity: 1)) }
        try await store.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        let trouble = await #expect(throws: StoreTrouble.self) {
            try await store.transact(BookKeys()) { book in
                book.put(Level.make(quantity: 2))
                book.add(Arrival.make(body: String(repeating: "x", count: 50_000)), verdict: .decoded)
            }
        }
        #expect(trouble?.reason == .diskFull)
        try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA max_page_count = 1000000") }
        let keys = BookKeys(items: [.init(source: "shop", item: "77", isTest: false)])
        #expect(try await store.transact(keys) { $0.levels.values.map(\.quantity) } == [1])
        try await store.transact(BookKeys()) { $0.put(Level.make(quantity: 3)) }
        #expect(try await store.transact(keys) { $0.levels.values.map(\.quantity) } == [3])
        try store.close()
    }

    @Test func aStoreThatOnlyMayBeReadSaysSo() async throws {
        let store = try open(folder.store)
        try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA query_only = 1") }
        let trouble = await #expect(throws: StoreTrouble.self) { try await store.transact(BookKeys()) { $0.put(Level.make()) } }
        #expect(trouble?.reason == .readOnly)
        #expect(try await store.agenda() == Agenda())
        try store.close()
    }

    @Test func anotherWriterThatDoesNotEndIsBusy() async throws {
        let store = try open(folder.store)
        try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA busy_timeout = 1") }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.store, configuration: configuration)
        try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
        let trouble = await #expect(throws: StoreTrouble.self) { try await store.transact(BookKeys()) { $0.put(Level.make()) } }
        #expect(trouble?.reason == .busy)
        try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
        try await store.transact(BookKeys()) { $0.put(Level.make()) }
        try store.close()
    }

    @Test func wordsOfAnotherVersionDoNotStopAnything() async throws {
        let store = try open(folder.store)
        try await store.transact(BookKeys()) { book in
            book.put(Level.make())
            book.add(Alert.make())
            book.put(Delivery.make())
            book.put(Delivery.make(id: Delivery.ID("02")))
            book.add(EventRecord.make(id: StockEvent.ID("03")))
        }
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    UPDATE level SET platform = 'new', condition = 'new'; UPDATE alert SET kind = 'new'; UPDATE event SET state = 'new';
                    UPDATE delivery SET letter = 'new', failure_reason = 'new'; UPDATE delivery SET state = 'new' WHERE id = '02'
                    """)
        }
        let keys = BookKeys(items: [.init(source: "shop", item: "77", isTest: false)], claims: ["mail": 9], rescuesAll: true)
        let (levels, deliveries, alerts) = try await store.transact(keys) { ($0.levels.count, $0.deliveries.values.map(\.letter), $0.alerts.count) }
        #expect(levels == 0)
        #expect(deliveries == [.summary])
        #expect(alerts == 0)
        #expect(try await store.events(RecordQuery()).map(\.state) == [.ignored])
        #expect(try await store.deliveries(RecordQuery()).map { $0.failure?.reason } == [.other])
        try await store.transact(keys) { $0.put(Level.make()) }
        #expect(try await store.transact(keys) { $0.levels.count } == 1)
        try store.close()
    }
}
