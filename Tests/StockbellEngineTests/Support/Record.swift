import Synchronization

/// A list that grows on any thread and that a test can wait on, without polling.
final class Record<Value: Sendable>: Sendable {
    private struct Waiter {
        var isEnough: @Sendable ([Value]) -> Bool
        var continuation: CheckedContinuation<[Value], any Error>
    }

    private struct State {
        var values: [Value] = []
        var nextWaiter = 0
        var waiters: [Int: Waiter] = [:]
    }

    private let state = Mutex(State())

    var values: [Value] { state.withLock { $0.values } }

    func add(_ value: Value) {
        let woken = state.withLock { state in
            state.values.append(value)
            let values = state.values
            let woken = state.waiters.filter { $0.value.isEnough(values) }
            for id in woken.keys { state.waiters[id] = nil }
            return woken.values.map { ($0.continuation, values) }
        }
        for (continuation, values) in woken { continuation.resume(returning: values) }
    }

    /// The values as soon as there are enough of them.
    ///
    /// - Throws: `CancellationError` when the test's time is over.
    @discardableResult func wait(until isEnough: @escaping @Sendable ([Value]) -> Bool) async throws -> [Value] {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result = state.withLock { state -> Result<[Value], any Error>? in
                    if isEnough(state.values) { return .success(state.values) }
                    if Task.isCancelled { return .failure(CancellationError()) }
                    state.waiters[id] = Waiter(isEnough: isEnough, continuation: continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }

    /// The values as soon as there are so many.
    @discardableResult func wait(for count: Int) async throws -> [Value] { try await wait { $0.count >= count } }
}
