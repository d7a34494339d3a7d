import Logging
import ServiceLifecycle
import StockbellCore
import StockbellEngine
import StockbellStore

/// Removes what is kept no longer, and dedupe keys that have expired, in small transactions while the clerk works: one a second, and more of
/// them while there is more to remove.
struct RetentionService: Service {
    let store: SQLiteStore
    let clerk: Clerk
    /// What counts now.
    let keep: @Sendable () -> Keep
    let log: Logger

    /// Small enough that the clerk, who writes on the same connection, waits some milliseconds at the most.
    private static let rowsAStep = 200
    private static let pause = Duration.seconds(1)
    /// While there is more to remove: 5,000 bodies a second, and the clerk has most of the time.
    private static let shortPause = Duration.milliseconds(40)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var (isTooLarge, isBehind) = (false, false)
            while !Task.isCancelled {
                // Cancelled: the loop ends.
                try? await Task.sleep(for: isBehind ? Self.shortPause : Self.pause)
                // In trouble the clerk is trying: whoever else tries keeps it waiting, and a damaged store is left alone.
                guard !Task.isCancelled, clerk.trouble == nil else { continue }
                isBehind = false
                do {
                    let pruned = try await store.prune(keep(), limit: Self.rowsAStep)
                    let forgotten = try await store.forgetExpired(limit: Self.rowsAStep)
                    if pruned.isTooLarge != isTooLarge { tell(pruned.isTooLarge) }
                    isTooLarge = pruned.isTooLarge
                    // Where a good part has expired, much more has.
                    isBehind = pruned.isBehind || forgotten > Self.rowsAStep / 10
                } catch {
                    // The clerk meets the same trouble, reports it and answers platforms accordingly.
                    log.debug("Nothing could be removed from the store: \(error)")
                }
            }
        }
    }

    private func tell(_ isTooLarge: Bool) {
        if isTooLarge {
            log.warning(
                "The store is larger than keep.size, and what is left is open, waits to be sent, or is believed of items; make keep.size larger.")
        } else {
            log.notice("The store is within keep.size again.")
        }
    }
}
