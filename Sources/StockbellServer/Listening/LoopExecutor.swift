import NIOCore

/// Runs tasks on the thread of an event loop, so that a request is read, handled and answered without a change of threads.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: UnownedJob) {
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
