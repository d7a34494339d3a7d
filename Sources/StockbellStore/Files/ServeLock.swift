import Glibc
import StockbellCore

/// Keeps a store to one `serve`: an exclusive flock on `<store>.lock`, which the kernel takes back when the process ends, however it ends.
final class ServeLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, without waiting.
    ///
    /// - Throws: `StoreTrouble` that names the file when another process holds it.
    init(store path: String) throws {
        let file = "\(path).lock"
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreTrouble(errno: errno, "\(file) cannot be opened") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            Glibc.close(descriptor)
            guard code == EWOULDBLOCK else { throw StoreTrouble(errno: code, "\(file) cannot be locked") }
            throw StoreTrouble(
                .busy, "\(path) is in use by another `stockbell serve`, which holds \(file); stop that one first, or name another file as `store`.")
        }
    }

    /// Unlocked by name: a child process that is just being started may hold a copy of the descriptor for a moment.
    deinit {
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }
}
