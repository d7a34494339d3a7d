import StockbellEngine
import Synchronization

/// Collects the ports on which the two servers listen.
final class ReadyBoard: Sendable {
    private let bound = Mutex<(main: Int?, admin: Int?)>((nil, nil))
    private let doorbell = Doorbell()

    func main(_ port: Int) {
        bound.withLock { $0.main = port }
        doorbell.ring()
    }

    func admin(_ port: Int) {
        bound.withLock { $0.admin = port }
        doorbell.ring()
    }

    /// Both ports, once both are known.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before.
    func ports() async throws -> (main: Int, admin: Int) {
        while true {
            try Task.checkCancellation()
            let (main, admin) = bound.withLock { $0 }
            if let main, let admin { return (main, admin) }
            await doorbell.wait()
        }
    }
}
