import Glibc

/// A thread of our own: what blocks (libcurl's waits, name look-ups) must not take one of Swift's few shared threads.
struct OwnThread: Sendable {
    private let id: pthread_t

    /// Nil if the system gives no more threads.
    init?(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body: body))
        var id = pthread_t()
        let status = pthread_create(
            &id, nil,
            { context in
                guard let context else { return nil }
                let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
                OwnThread.blockBrokenPipes()
                work.body()
                return nil
            }, work.toOpaque())
        guard status == 0 else {
            work.release()
            return nil
        }
        self.id = id
    }

    /// Waits for the thread's end; on the thread itself it only lets go of it.
    ///
    /// To be called once.
    func join() {
        if pthread_equal(id, pthread_self()) != 0 {
            pthread_detach(id)
        } else {
            pthread_join(id, nil)
        }
    }

    /// With NOSIGNAL libcurl leaves SIGPIPE to us, and OpenSSL's writes raise it.
    private static func blockBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
