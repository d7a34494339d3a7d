import ServiceLifecycle
import StockbellCore
import StockbellEngine

/// Runs the clerk; a graceful stop lets it write what waits and take back what is under way, and what has not gone out yet.
struct ClerkService: Service {
    let clerk: Clerk
    let couriers: Couriers
    let wires: Wires
    /// How long a far side that does not answer may hold up the stop; then it is cut off while its outcome can still be written.
    var patience = Duration.seconds(15)

    func run() async throws {
        // Without a thread of its own it works all the same, only slower.
        let thread = OwnThread()
        await withGracefulShutdownHandler {
            async let _ = cutLate()
            await withTaskExecutorPreference(thread) {
                await clerk.run { couriers.take($0) }
            }
            // At the end of the scope it is cancelled, and waited for.
        } onGracefulShutdown: {
            clerk.stop()
            couriers.putBack()
        }
        thread?.end()
    }

    private func cutLate() async {
        do {
            try await gracefulShutdown()
            try await Task.sleep(for: patience)
            wires.cut()
        } catch {
            // The clerk has ended, or is told to at once: there is nothing to write any more.
        }
    }
}
