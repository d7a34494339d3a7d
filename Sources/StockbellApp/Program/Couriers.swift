import ServiceLifecycle
import StockbellCore
import StockbellEngine
import Synchronization

/// The couriers of all channels, which come and go with config.json.
final class Couriers: Service {
    private struct State {
        var current: [String: Courier]
        /// Those that nobody runs yet.
        var new: [Courier]
        var isStopping = false
    }

    private let state: Mutex<State>
    private let doorbell = Doorbell()
    private let note: @Sendable (Input) -> Void

    /// - Parameter note: takes what cannot be sent back to the clerk; must not block.
    init(_ couriers: [String: Courier], note: @escaping @Sendable (Input) -> Void) {
        state = Mutex(State(current: couriers, new: Array(couriers.values)))
        self.note = note
    }

    /// Takes claimed deliveries to their couriers.
    func take(_ claimed: [Claimed]) {
        let strays = state.withLock { state in
            // In the lock: a courier that is replaced has all that came for it before.
            Dictionary(grouping: claimed, by: \.delivery.address.channel).filter { channel, claimed in
                guard let courier = state.current[channel] else { return true }
                courier.take(claimed)
                return false
            }
        }
        for one in strays.values.joined() {
            note(
                .outcome(
                    .init(delivery: one.delivery.id, number: one.delivery.attempt, channel: one.delivery.address.channel, level: one.level), .unsent))
        }
    }

    /// Sends by others from now on; those before bring back what has not gone out, and finish what is under way.
    func replace(_ couriers: [String: Courier]) {
        let before = state.withLock { state in
            defer {
                state.current = couriers
                state.new += couriers.values
            }
            return state.current
        }
        for courier in before.values {
            courier.putBack()
            courier.stop()
        }
        doorbell.ring()
    }

    /// Brings back unsent what has not gone out.
    func putBack() {
        for courier in state.withLock({ $0.current }).values { courier.putBack() }
    }

    /// Runs them all; stops after the clerk, which stops only when nothing is under way.
    func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while true {
                    let (new, isStopping) = state.withLock { state in
                        defer { state.new = [] }
                        return (state.new, state.isStopping)
                    }
                    for courier in new { group.addTask { await courier.run() } }
                    if isStopping || Task.isCancelled { break }
                    await doorbell.wait()
                }
            }
        } onGracefulShutdown: { [self] in
            let couriers = state.withLock { state in
                state.isStopping = true
                return state.current
            }
            for courier in couriers.values { courier.stop() }
            doorbell.ring()
        }
    }
}
