import Foundation
import StockbellCore
import StockbellStore
import StockbellTesting
import Testing

@Suite struct SQLiteStoreTests {
    private let time = ManualTime()
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open(_ path: String? = nil, _ mode: SQLiteStore.Mode = .serve) throws -> SQLiteStore {
        try SQLiteStore.open(path: path ?? folder.store, mode: mode) { [time] in time.now }
    }

    private func put(_ number: Int, in store: SQLiteStore) async throws {
        try await store.transact(BookKeys()) { book in
            book.put(Level.make(.make(item: "\(number)")))
            book.remember(BookKeys.Seen(source: "shop", digest: [UInt8(number)]), until: book.now.addingTimeInterval(60))
            book.put(Delivery.make(id: Delivery.ID("D\(number)")))
        }
    }

    private func contents(of store: SQLiteStore, _ numbers: Range<Int>) async throws -> [Int] {
        let items = Set(numbers.map { BookKeys.Item(source: "shop", item: "\($0)", isTest: false) })
        let levels = try await store.transact(BookKeys(items: items)) { $0.levels.keys.compactMap { Int($0.item) } }
        let deliveries = try await store.deliveries(RecordQuery())
        #expect(deliveries.count == levels.count)
        return levels.sorted()
    }

    @Test func whatWasCommittedIsThereAfterReopening() async throws {
        let store = try open()
        for number in 0..<5 { try await put(number, in: store) }
        try store.close()
        let again = try open()
        #expect(try await contents(of: again, 0..<9) == [0, 1, 2, 3, 4])
        #expect(try await again.transact(BookKeys()) { $0.now } == time.now)
        try again.close()
    }

    @Test func whatWasCommittedIsThereAfterAKill() async throws {
        let store = try open()
        for number in 0..<5 {
            try await put(number, in: store)
            // What a killed process leaves: the file and its log, as they are at that moment.
            let left = folder.file("left-\(number).sqlite")
            for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: folder.store + suffix, toPath: left + suffix) }
            let again = try open(left)
            #expect(try await contents(of: again, 0..<9) == Array(0...number))
            try again.close()
        }
        try store.close()
    }

    @Test func aTornLastCommitIsAsIfItHadNotBeen() async throws {
        let store = try open()
        for number in 0..<2 { try await put(number, in: store) }
        let left = folder.file("torn.sqlite")
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: folder.store + suffix, toPath: left + suffix) }
        let log = try Data(contentsOf: URL(fileURLWithPath: left + "-wal"))
        try log.dropLast(100).write(to: URL(fileURLWithPath: left + "-wal"))
        let again = try open(left)
        #expect(try await contents(of: again, 0..<9) == [0])
        try again.close()
        try store.close()
    }

    @Test func aSecondServeIsRefusedAndACommandIsNot() throws {
        let store = try open()
        let trouble = try #require(throws: StoreTrouble.self) { try open() }
        #expect(trouble.reason == .busy)
        #expect(trouble.description.contains("\(folder.store).lock"))
        try open(nil, .command).close()
        try store.close()
        try open().close()
    }

    @Test func theLockGoesWithTheStore() throws {
        do { _ = try open() }
        try open().close()
    }

    @Test func theFolderIsMadeAndOnlyTheOwnerMayRead() async throws {
        let path = folder.file("a/b/c.sqlite")
        let store = try open(path)
        try await put(1, in: store)
        for suffix in ["", "-wal", "-shm", ".lock"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions] as? NSNumber
            #expect(mode?.int16Value == 0o600, "\(suffix)")
        }
        try store.close()
    }

    @Test func theDataVersionChangesWithTheCommitsOfOthersOnly() async throws {
        let (mine, other) = (try open(), try open(nil, .command))
        let before = try await mine.dataVersion()
        try await put(1, in: mine)
        #expect(try await mine.dataVersion() == before)
        try await put(2, in: other)
        let after = try await mine.dataVersion()
        #expect(after != before)
        #expect(try await mine.dataVersion() == after)
        try other.close()
        try mine.close()
    }

    @Test func expiredKeysAreForgottenInSteps() async throws {
        let store = try open()
        for number in 0..<10 { try await put(number, in: store) }
        #expect(try await store.forgetExpired(limit: 100) == 0)
        time.advance(by: 60)
        let fresh = BookKeys.Seen(source: "tills", digest: [1])
        try await store.transact(BookKeys()) { $0.remember(fresh, until: .distantFuture) }
        var forgotten: [Int] = []
        for _ in 0..<5 { forgotten.append(try await store.forgetExpired(limit: 4)) }
        #expect(forgotten.reduce(0, +) == 10)
        #expect(forgotten.allSatisfy { $0 <= 4 })
        #expect(try await store.transact(BookKeys(seen: [fresh])) { $0.seen } == [fresh])
        try store.close()
    }

    @Test func aCheckpointMovesTheLogIntoTheFile() async throws {
        let store = try open()
        for number in 0..<5 { try await put(number, in: store) }
        try await store.checkpoint()
        let copy = folder.file("copy.sqlite")
        try FileManager.default.copyItem(atPath: folder.store, toPath: copy)
        let again = try open(copy)
        #expect(try await contents(of: again, 0..<9) == [0, 1, 2, 3, 4])
        try again.close()
        try store.close()
    }

    @Test func aClosedStoreSaysSo() async throws {
        let store = try open()
        try store.close()
        await #expect(throws: StoreTrouble.self) { try await store.agenda() }
        await #expect(throws: StoreTrouble.self) { try await store.events(RecordQuery()) }
        await #expect(throws: StoreTrouble.self) { try await store.transact(BookKeys()) { $0.now } }
        try store.close()
    }

    /// The clerk then looks for the culprit, where disk trouble would hold up everything.
    @Test func whatCannotBeSavedIsTheWorksFaultAndNotTheStores() async throws {
        let store = try open()
        let record = EventRecord.make(id: Identifier("01J00000000000000000000000"))
        try await store.transact(BookKeys()) { $0.add(record) }
        let error = await #expect(throws: (any Error).self) { try await store.transact(BookKeys()) { $0.add(record) } }
        #expect(!(error is StoreTrouble))
        #expect(try await store.events(RecordQuery()).count == 1)
        try store.close()
    }

    @Test func aCancelledCallerStillGetsWhatBecameOfItsWork() async throws {
        let store = try open()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await put(1, in: store)
            return Task.isCancelled
        }
        #expect(try await task.value)
        #expect(try await contents(of: store, 0..<9) == [1])
        try store.close()
    }
}
