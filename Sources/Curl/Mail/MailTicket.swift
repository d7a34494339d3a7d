import Synchronization

/// Stands for one mail, from when it is queued until it is answered.
final class MailTicket: Sendable {
    private let mark = Atomic(false)

    /// Never goes back to false.
    var isCancelled: Bool { mark.load(ordering: .sequentiallyConsistent) }

    func cancel() { mark.store(true, ordering: .sequentiallyConsistent) }
}
