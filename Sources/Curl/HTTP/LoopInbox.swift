import Synchronization

/// What other threads hand to the loop's thread: the only state that they share.
final class LoopInbox: Sendable {
    typealias Completion = @Sendable (CurlResponse) -> Void

    enum Order: Sendable {
        case start(ticket: UInt64, CurlRequest, Completion)
        case cancel(ticket: UInt64)
    }

    private struct State {
        var orders: [Order] = []
        var waker: Waker?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let tickets = Atomic<UInt64>(0)

    func nextTicket() -> UInt64 { tickets.wrappingAdd(1, ordering: .relaxed).newValue }

    /// False: the loop is shut down, and the order falls to the ground.
    func post(_ order: Order) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.orders.append(order)
            // The first order wakes for those behind it.
            if state.orders.count == 1 { state.waker?.wake() }
            return true
        }
    }

    /// All that wait; `isClosed` means that no further ones will come.
    func takeAll() -> (orders: [Order], isClosed: Bool) {
        state.withLock { state in
            let orders = state.orders
            state.orders.removeAll(keepingCapacity: true)
            return (orders, state.isClosed)
        }
    }

    func setWaker(_ waker: Waker?) {
        state.withLock { $0.waker = waker }
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.waker?.wake()
        }
    }
}
