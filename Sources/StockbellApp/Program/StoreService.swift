import Logging
import ServiceLifecycle
import StockbellEngine
import StockbellStore

/// Keeps the store in order while the clerk works: looks once a second whether another process wrote, moves the log into the file now
/// and then, and closes it at the very end.
struct StoreService: Service {
    let store: SQLiteStore
    let clerk: Clerk
    let log: Logger

    /// In seconds; a checkpoint of what is there already costs nothing.
    private static let checkpointEvery = 30

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var known = try? await store.dataVersion()
            var seconds = 0
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(1))
                } catch {
                    break
                }
                // The clerk is trying; whoever else tries keeps it waiting.
                guard clerk.trouble == nil else { continue }
                do {
                    let version = try await store.dataVersion()
                    if version != known { clerk.othersWrote() }
                    known = version
                    seconds += 1
                    if seconds.isMultiple(of: Self.checkpointEvery) { try await store.checkpoint() }
                } catch {
                    // The clerk meets the same trouble, reports it and answers platforms accordingly.
                    log.debug("The store could not be kept in order: \(error)")
                }
            }
        }
        try store.close()
    }
}
