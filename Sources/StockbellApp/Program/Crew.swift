import ServiceLifecycle
import StockbellCore
import StockbellEngine
import Synchronization

/// Work beside the main job that comes and goes with config.json: what looks at a source's platform.
final class Crew: Service {
    /// What a member works for.
    struct Assignment: Hashable, Sendable {
        let source: SourceSettings
        /// Where the source's platform posts to; nil: it is not known.
        let destination: String?
    }

    struct Member: Sendable {
        /// One of a name works at a time.
        let name: String
        /// It is left alone while this stays the same.
        let assignment: Assignment
        /// Returns when the task is cancelled.
        let run: @Sendable () async -> Void
    }

    private struct State {
        var wanted: [Member]
        var isStopping = false
    }

    private let state: Mutex<State>
    private let doorbell = Doorbell()

    init(_ members: [Member]) {
        state = Mutex(State(wanted: members))
    }

    func replace(_ members: [Member]) {
        state.withLock { $0.wanted = members }
        doorbell.ring()
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            var working: [String: (assignment: Assignment, handle: Task<Void, Never>)] = [:]
            while true {
                let (wanted, isStopping) = state.withLock { ($0.isStopping ? [] : $0.wanted, $0.isStopping) }
                let assignments = Dictionary(wanted.map { ($0.name, $0.assignment) }) { first, _ in first }
                for (name, one) in working where assignments[name] != one.assignment {
                    one.handle.cancel()
                    await one.handle.value
                    working[name] = nil
                }
                for member in wanted where working[member.name] == nil { working[member.name] = (member.assignment, Task { await member.run() }) }
                if isStopping || Task.isCancelled { break }
                await doorbell.wait()
            }
            for one in working.values {
                one.handle.cancel()
                await one.handle.value
            }
        } onGracefulShutdown: { [self] in
            state.withLock { $0.isStopping = true }
            doorbell.ring()
        }
    }
}
