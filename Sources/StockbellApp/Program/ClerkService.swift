import ServiceLifecycle
import StockbellCore
import StockbellEngine

/// Runs the clerk; a graceful stop lets it write what waits and take back what is under way, and what has not gone out yet.
struct ClerkService: Service {
    let clerk: Clerk
    let couriers: [String: Courier]

    func run() async throws {
        // Without a thread of its own it works all the same, only slower.
        let thread = OwnThread()
        await withGracefulShutdownHandler {
            await withTaskExecutorPreference(thread) {
                await clerk.run { claimed in
                    for (channel, claimed) in Dictionary(grouping: claimed, by: \.delivery.address.channel) { couriers[channel]?.take(claimed) }
                }
            }
        } onGracefulShutdown: {
            clerk.stop()
            for courier in couriers.values { courier.putBack() }
        }
        thread?.end()
    }
}

/// Runs one courier; stops after the clerk, which stops only when nothing is under way.
struct CourierService: Service {
    let courier: Courier

    func run() async throws {
        await withGracefulShutdownHandler {
            await courier.run()
        } onGracefulShutdown: {
            courier.stop()
        }
    }
}
