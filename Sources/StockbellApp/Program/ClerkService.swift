import ServiceLifecycle
import StockbellCore
import StockbellEngine

/// Runs the clerk; a graceful stop lets it write what waits and take back what is under way, and what has not gone out yet.
struct ClerkService: Service {
    let clerk: Clerk
    let couriers: Couriers

    func run() async throws {
        // Without a thread of its own it works all the same, only slower.
        let thread = OwnThread()
        await withGracefulShutdownHandler {
            await withTaskExecutorPreference(thread) {
                await clerk.run { couriers.take($0) }
            }
        } onGracefulShutdown: {
            clerk.stop()
            couriers.putBack()
        }
        thread?.end()
    }
}
