import FoundationEssentials
import Synchronization

/// Time that passes only when a test says so.
///
/// A sleep ends as soon as the time is changed at all: who sleeps must look again anyway. It ends at once if the time changed since the sleeper
/// last asked for it, so that no change is missed.
final class ManualClock: Sendable {
    private struct State {
        var now: Date
        var changes = 0
        var changesSeen = 0
        var nextSleeper = 0
        var sleepers: [Int: CheckedContinuation<Void, any Error>] = [:]
    }

    private let state: Mutex<State>
    /// What was slept for, in the order of the sleeps.
    let sleeps = Record<Duration>()

    init(_ now: Date = .start) {
        state = Mutex(State(now: now))
    }

    /// The time for everybody but the sleeper.
    var now: Date { state.withLock { $0.now } }

    /// The time for the sleeper.
    func read() -> Date {
        state.withLock { state in
            state.changesSeen = state.changes
            return state.now
        }
    }

    /// Moves on, or back, and wakes the sleepers.
    func advance(_ seconds: TimeInterval) {
        let sleepers = state.withLock { state in
            state.now.addTimeInterval(seconds)
            state.changes += 1
            defer { state.sleepers = [:] }
            return state.sleepers.values
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    func sleep(_ duration: Duration) async throws {
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        sleeps.add(duration)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let end = state.withLock { state -> Result<Void, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.changes != state.changesSeen { return .success(()) }
                    state.sleepers[id] = continuation
                    return nil
                }
                if let end { continuation.resume(with: end) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.resume(throwing: CancellationError())
        }
    }
}
