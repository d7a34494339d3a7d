import Dispatch
import Synchronization

/// The mails that wait for a thread: the only state that the threads share.
final class MailQueue: Sendable {
    struct Job: Sendable {
        let ticket: MailTicket
        let request: CurlRequest
        let completion: @Sendable (CurlResponse) -> Void
    }

    enum Next {
        case job(Job)
        case idle
        case closed
    }

    private struct State {
        var jobs: [Job] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// False: closed.
    func add(_ job: Job) -> Bool {
        let isAdded = state.withLock { state in
            guard !state.isClosed else { return false }
            state.jobs.append(job)
            return true
        }
        if isAdded { bell.signal() }
        return isAdded
    }

    /// Takes a job out again; nil if it is not, or no longer, in the queue.
    func remove(_ ticket: MailTicket) -> Job? {
        state.withLock { state in
            state.jobs.firstIndex { $0.ticket === ticket }.map { state.jobs.remove(at: $0) }
        }
    }

    /// Blocks until there is a job, or nothing came for so many seconds; nil waits for ever.
    func next(idleSeconds: Int?) -> Next {
        let deadline = idleSeconds.map { DispatchTime.now() + .seconds($0) } ?? .distantFuture
        while true {
            let isRung = bell.wait(timeout: deadline) == .success
            let (job, isClosed) = state.withLock { state in
                (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isClosed)
            }
            if let job { return .job(job) }
            if isClosed { return .closed }
            // A ring without a job: it was taken out again.
            if !isRung { return .idle }
        }
    }

    /// Takes no further jobs and wakes the threads; returns what waited.
    func close(threads: Int) -> [Job] {
        let left = state.withLock { state in
            defer { state.jobs = [] }
            state.isClosed = true
            return state.jobs
        }
        for _ in 0..<threads { bell.signal() }
        return left
    }
}
