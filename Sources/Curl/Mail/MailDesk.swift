import Synchronization

/// What others may know of a mail thread: which mail is on it, and how to take it away.
final class MailDesk: Sendable {
    let sockets = OpenSockets()
    private let current = Mutex<MailTicket?>(nil)

    /// Puts a mail on the desk; false if `isUnwanted` says that there is no need to begin.
    func begin(_ ticket: MailTicket, isUnwanted: () -> Bool) -> Bool {
        current.withLock { current in
            // Asked under the lock: whoever cancels later finds the mail on the desk.
            guard !isUnwanted() else { return false }
            current = ticket
            sockets.mend()
            return true
        }
    }

    func end() {
        current.withLock { $0 = nil }
    }

    /// Ends the mail at once if it is this one; nil is any.
    func cut(_ ticket: MailTicket?) {
        current.withLock { current in
            guard let current, ticket == nil || ticket === current else { return }
            sockets.cut()
        }
    }
}
