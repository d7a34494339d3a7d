import Synchronization

/// A door that lets all pass while it is open, and holds them up while it is closed.
final class Gate: Sendable {
    private struct State {
        var isOpen: Bool
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    /// One entry for each that came to the gate.
    let visits = Record<Void>()

    init(isOpen: Bool) {
        state = Mutex(State(isOpen: isOpen))
    }

    /// Opens itself when the visitor's task is cancelled, so that no test waits for ever.
    func pass() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOpen = state.withLock { state in
                    if !state.isOpen { state.waiting.append(continuation) }
                    return state.isOpen
                }
                visits.add(())
                if isOpen { continuation.resume() }
            }
        } onCancel: {
            open()
        }
    }

    func open() {
        let waiting = state.withLock { state in
            defer { state = State(isOpen: true) }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func close() {
        state.withLock { $0.isOpen = false }
    }
}
