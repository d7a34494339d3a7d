import Glibc
import StockbellCore

/// Keeps a store to one `serve`: an exclusive flock on `<store>.lock`, which the kernel takes back when the process ends, however it ends.
final class ServeLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Takes the lock, without waiting.
    ///
    /// Not an initialiser that throws: its `deinit` would close the descriptor a second time, by then perhaps another file's.
    ///
    /// - Throws: `StoreTrouble` that names the file when another process holds it.
    static func take(store path: String) throws -> ServeLock {
        let file = "\(path).lock"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreTrouble(errno: errno, "\(file) cannot be opened") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            Glibc.close(descriptor)
            guard code == EWOULDBLOCK else { throw StoreTrouble(errno: code, "\(file) cannot be locked") }
            throw StoreTrouble(
                .busy, "\(path) is in use by another `stockbell serve`, which holds \(file); stop that one first, or name another file as `store`.")
        }
        return ServeLock(descriptor: descriptor)
    }

    /// Unlocked by name: a child process that is just being started may hold a copy of the descriptor for a moment.
    deinit {
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }
}
