import Foundation
import GRDB
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

@Suite struct StoreBackupTests {
    private let time = ManualTime()
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let copy: String

    init() throws {
        folder = try TemporaryFolder()
        copy = folder.file("copy.sqlite")
        store = try SQLiteStore.open(path: folder.store, mode: .serve) { [time] in time.now }
    }

    private func put(_ item: String, in store: SQLiteStore) async throws {
        try await store.transact(BookKeys()) { $0.put(Level.make(.make(item: item))) }
    }

    private func items(in store: SQLiteStore) async throws -> [String] {
        let items = Set((0..<9).map { BookKeys.Item(source: "shop", item: "\($0)", isTest: false) })
        return try await store.transact(BookKeys(items: items)) { $0.levels.keys.map(\.item) }.sorted()
    }

    private var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

    @Test func theCopyOpensAsAStoreAndHoldsWhatWasCommitted() async throws {
        try await put("1", in: store)
        let bytes = try SQLiteStore.backUp(path: folder.store, to: copy, replacing: false)
        try await put("2", in: store)
        let facts = try FileManager.default.attributesOfItem(atPath: copy)
        #expect((facts[.posixPermissions] as? NSNumber)?.int16Value == 0o600)
        #expect((facts[.size] as? NSNumber)?.int64Value == bytes)
        let again = try SQLiteStore.open(path: copy, mode: .serve) { [time] in time.now }
        #expect(try await items(in: again) == ["1"])
        try await put("3", in: again)
        #expect(try await items(in: again) == ["1", "3"])
        #expect(try await again.pool.read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") } == "ok")
        try again.close()
        try store.close()
    }

    /// A transaction that is open must neither be waited for nor be in the copy, and writing goes on while the copy is read.
    @Test func whoWritesIsNotHeldUpAndWhatIsNotCommittedIsNotThere() async throws {
        try await put("1", in: store)
        try await store.pool.writeWithoutTransaction { [folder, copy] db in
            try db.execute(sql: "BEGIN IMMEDIATE; UPDATE level SET item = '2'")
            _ = try SQLiteStore.backUp(path: folder.store, to: copy, replacing: false)
            try db.execute(sql: "COMMIT")
        }
        let again = try SQLiteStore.open(path: copy, mode: .serve) { [time] in time.now }
        #expect(try await items(in: again) == ["1"])
        #expect(try await items(in: store) == ["2"])
        try again.close()
        try store.close()
    }

    @Test func aStoreThatNobodyHasOpenIsCopiedToo() async throws {
        try await put("1", in: store)
        try store.close()
        _ = try SQLiteStore.backUp(path: folder.store, to: copy, replacing: false)
        let again = try SQLiteStore.open(path: copy, mode: .serve) { [time] in time.now }
        #expect(try await items(in: again) == ["1"])
        try again.close()
    }

    @Test func aFileThatIsThereIsReplacedOnlyWhenAsked() async throws {
        try Data("precious".utf8).write(to: URL(filePath: copy))
        let trouble = try #require(throws: StoreTrouble.self) { try SQLiteStore.backUp(path: folder.store, to: copy, replacing: false) }
        #expect(trouble.description == "\(copy) is there already")
        #expect(try Data(contentsOf: URL(filePath: copy)) == Data("precious".utf8))
        _ = try SQLiteStore.backUp(path: folder.store, to: copy, replacing: true)
        try SQLiteStore.open(path: copy, mode: .serve) { [time] in time.now }.close()
        try store.close()
    }

    @Test func whatCannotBeCopiedLeavesNothingBehind() throws {
        let theirs = folder.file("theirs.sqlite")
        try DatabaseQueue(path: theirs).write { db in try db.execute(sql: "CREATE TABLE theirs (a)") }
        try Data(repeating: 0x42, count: 9000).write(to: URL(filePath: folder.file("noise")))
        let before = Set(files)
        for (path, words) in [(folder.file("nowhere"), "there is no store"), (theirs, "no store of Stockbell"), (folder.file("noise"), "noise")] {
            let trouble = try #require(throws: StoreTrouble.self) { try SQLiteStore.backUp(path: path, to: copy, replacing: false) }
            #expect(trouble.description.contains(words))
        }
        let nowhere = folder.file("no/such/folder/copy")
        let trouble = try #require(throws: StoreTrouble.self) { try SQLiteStore.backUp(path: folder.store, to: nowhere, replacing: false) }
        #expect(trouble.description.contains(nowhere))
        #expect(Set(files) == before)
        try store.close()
    }

}
