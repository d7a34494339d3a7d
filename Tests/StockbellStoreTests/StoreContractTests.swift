import StockbellCore
import StockbellStore
import StockbellTesting
import Testing

@Suite struct StoreContractTests {
    @Test(arguments: StoreContract.all)
    func memoryKeeps(_ promise: StoreContract) async throws {
        let time = ManualTime()
        let store = MemoryStore { time.now }
        try await promise.run(in: StoreWorld(store: store, time: time) { store })
    }

    @Test(arguments: StoreContract.all)
    func sqliteKeeps(_ promise: StoreContract) async throws {
        let (time, folder) = (ManualTime(), try TemporaryFolder())
        let path = folder.store
        let store = try SQLiteStore.open(path: path, mode: .serve) { time.now }
        try await promise.run(in: StoreWorld(store: store, time: time) { try SQLiteStore.open(path: path, mode: .command) { time.now } })
        try store.close()
    }
}
