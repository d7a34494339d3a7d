import Dispatch
import Glibc
import Synchronization

/// Runs what is given to it on one thread that nobody else has.
///
/// The clerk's commits block for as long as the disk takes; on one of Swift's few shared threads that would hold up everything else, and each
/// change of threads costs more than the work of a small event.
package final class OwnThread: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isOver = false
    }

    private let state = Mutex(State())
    /// Given once too often it only makes the thread look again.
    private let doorbell = DispatchSemaphore(value: 0)

    /// Starts the thread; it ends with `end()`.
    ///
    /// nil: the system gives no more threads.
    package init?() {
        let executor = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<OwnThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, executor.toOpaque())
        guard status == 0 else {
            executor.release()
            return nil
        }
        pthread_detach(thread)
    }

    package func enqueue(_ job: UnownedJob) {
        let isFirst = state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        // The first one wakes for those behind it.
        if isFirst { doorbell.signal() }
    }

    /// Ends the thread once it has nothing left to do; call it when nothing that prefers this executor is left.
    package func end() {
        state.withLock { $0.isOver = true }
        doorbell.signal()
    }

    private func run() {
        while true {
            let (jobs, isOver) = state.withLock { state in
                defer { state.jobs.removeAll(keepingCapacity: true) }
                return (state.jobs, state.isOver)
            }
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
            if jobs.isEmpty {
                if isOver { return }
                doorbell.wait()
            }
        }
    }
}
