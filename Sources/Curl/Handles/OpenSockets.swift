import Glibc
import Synchronization

/// The open sockets of one thread, so that another thread can cut the wait that libcurl is in.
final class OpenSockets: Sendable {
    private struct State {
        var sockets: Set<Int32> = []
        var isCut = false
    }

    private let state = Mutex(State())

    /// Whether no socket may be opened or waited for.
    var isCut: Bool { state.withLock { $0.isCut } }

    /// Allows sockets again.
    func mend() {
        state.withLock { $0.isCut = false }
    }

    /// Makes whatever waits for these sockets fail at once, until `mend()`.
    func cut() {
        state.withLock { state in
            state.isCut = true
            for socket in state.sockets { Glibc.shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    /// Says that nothing more is read: libcurl's farewell is still sent, but the answer is not waited for (a dead server would cost two minutes).
    func stopReading() {
        state.withLock { state in
            for socket in state.sockets { Glibc.shutdown(socket, Int32(SHUT_RD)) }
        }
    }

    /// False: no further socket is wanted.
    func enter(_ socket: Int32) -> Bool {
        state.withLock { state in
            guard !state.isCut else { return false }
            state.sockets.insert(socket)
            return true
        }
    }

    /// Under the lock, so that a number that the system gives out again is never cut.
    func close(_ socket: Int32) {
        state.withLock { state in
            state.sockets.remove(socket)
            Glibc.close(socket)
        }
    }
}
