import CCurl
import Synchronization

/// Carries out HTTP requests, any number at once, on one thread of its own.
///
/// Connections are kept and shared by all requests. Dropping the last reference shuts it down as well.
package final class CurlLoop: Sendable {
    private let inbox = LoopInbox()
    private let thread: Mutex<OwnThread?>

    /// Starts the thread.
    ///
    /// If that fails for want of memory, threads or descriptors, every request is answered as after `shutdown()`.
    /// - Parameter connections: how many idle ones are kept open; should not be below the number of requests at once.
    package init(userAgent: String = "stockbell", connections: Int = 256) {
        // Here, so that it is done before there is a thread.
        _ = CurlLibrary.isReady
        let inbox = inbox
        let thread = OwnThread {
            if var loop = LoopThread(inbox: inbox, userAgent: userAgent, connections: connections) {
                loop.run()
            } else {
                inbox.close()
                Self.answer(inbox.takeAll().orders)
            }
        }
        if thread == nil { inbox.close() }
        self.thread = Mutex(thread)
    }

    deinit { shutdown() }

    /// Sends a request; `then` is called once, whatever comes of it.
    ///
    /// It is called on the loop's thread, one after the other, and must be quick: the loop waits for it. An invalid request is answered
    /// with code 43 and not sent. After `shutdown()` the answer is code 42, on the caller's thread.
    package func start(_ request: CurlRequest, then: @escaping @Sendable (CurlResponse) -> Void) {
        start(request, ticket: inbox.nextTicket(), then: then)
    }

    /// Sends a request and waits for what comes of it.
    ///
    /// Cancelling the task ends the transfer at once, with code 42.
    package func perform(_ request: CurlRequest) async -> CurlResponse {
        let ticket = inbox.nextTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                start(request, ticket: ticket) { continuation.resume(returning: $0) }
                // A cancellation before this line found nothing to cancel.
                if Task.isCancelled { _ = inbox.post(.cancel(ticket: ticket)) }
            }
        } onCancel: {
            _ = inbox.post(.cancel(ticket: ticket))
        }
    }

    /// Ends the thread and waits for that; requests under way are answered with code 42 first.
    ///
    /// Can be called more than once.
    package func shutdown() {
        inbox.close()
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        running?.join()
    }

    private func start(_ request: CurlRequest, ticket: UInt64, then: @escaping LoopInbox.Completion) {
        let order = LoopInbox.Order.start(ticket: ticket, request, then)
        if !inbox.post(order) { Self.answer([order]) }
    }

    private static func answer(_ orders: [LoopInbox.Order]) {
        for case .start(_, _, let then) in orders {
            then(CurlResponse(unsent: CURLE_ABORTED_BY_CALLBACK, error: "shut down"))
        }
    }
}
