import CCurl
import Synchronization

/// Sends mail, as many at once as it has threads: in libcurl 7.88.1 the wait for the reply to a message blocks everything else in a multi handle.
///
/// Each thread keeps its connection to a server for the next mail. A server that does not answer holds up the mails behind it,
/// so each server should have threads of its own. Dropping the last reference shuts it down as well.
package final class MailThreads: Sendable {
    private struct Worker {
        let thread: OwnThread
        let desk: MailDesk
    }

    private let queue = MailQueue()
    private let workers: Mutex<[Worker]>

    /// Starts the threads.
    ///
    /// If the system gives none, every mail is answered as after `shutdown()`.
    /// - Parameters:
    ///   - count: how many mails are sent at once; at least 1.
    ///   - idleSeconds: a connection that was idle for longer is closed, and never used again. Mail servers hang up on idle clients,
    ///     and libcurl 7.88.1 takes their last word (421) for the reply to the next mail; so this should be below what servers allow.
    package init(count: Int, idleSeconds: Int = 15) {
        // Here, so that it is done before there is a thread.
        _ = CurlLibrary.isReady
        let queue = queue
        let workers = (0..<max(1, count)).compactMap { _ -> Worker? in
            let desk = MailDesk()
            return OwnThread {
                var worker = MailWorker(queue: queue, desk: desk, idleSeconds: idleSeconds)
                worker.run()
            }.map { Worker(thread: $0, desk: desk) }
        }
        self.workers = Mutex(workers)
        if workers.isEmpty { _ = queue.close(threads: 0) }
    }

    deinit { shutdown() }

    /// Queues a mail; `then` is called once, whatever comes of it.
    ///
    /// It is called on the mail's thread. An invalid request is answered with code 43 and not sent.
    /// After `shutdown()` the answer is code 42, on the caller's thread.
    package func start(_ request: CurlRequest, then: @escaping @Sendable (CurlResponse) -> Void) {
        start(MailQueue.Job(ticket: MailTicket(), request: request, completion: then))
    }

    /// Queues a mail and waits for what comes of it.
    ///
    /// Cancelling the task ends it at once, with code 42; a status of 354 then means that the message was on its way.
    package func perform(_ request: CurlRequest) async -> CurlResponse {
        let ticket = MailTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                start(MailQueue.Job(ticket: ticket, request: request) { continuation.resume(returning: $0) })
                // A cancellation before this line found nothing to cancel.
                if Task.isCancelled { cancel(ticket) }
            }
        } onCancel: {
            cancel(ticket)
        }
    }

    /// Ends the threads and waits for that; mails that wait or are under way are answered with code 42.
    ///
    /// Can be called more than once.
    package func shutdown() {
        let running = workers.withLock { workers in
            defer { workers = [] }
            return workers
        }
        let left = queue.close(threads: running.count)
        for worker in running { worker.desk.cut(nil) }
        for job in left { Self.abort(job) }
        for worker in running { worker.thread.join() }
    }

    private func start(_ job: MailQueue.Job) {
        if !queue.add(job) { Self.abort(job) }
    }

    private func cancel(_ ticket: MailTicket) {
        ticket.cancel()
        if let job = queue.remove(ticket) { return Self.abort(job) }
        workers.withLock { workers in
            for worker in workers { worker.desk.cut(ticket) }
        }
    }

    private static func abort(_ job: MailQueue.Job) {
        job.completion(CurlResponse(unsent: CURLE_ABORTED_BY_CALLBACK, error: "cancelled or shut down"))
    }
}
