package import FoundationEssentials

/// Keeps the truth.
///
/// Every implementation passes one contract suite.
package protocol Store: Records {
    /// Loads a book for the keys, runs the work on it, saves what it changed and makes it durable, all in one transaction.
    ///
    /// May block the caller's thread for as long as that takes: the clerk has one of its own.
    ///
    /// - Parameters:
    ///   - keys: what is loaded, and locked in sorted order where the store locks rows.
    ///   - work: pure; may run twice. What it throws undoes everything and is thrown on.
    /// - Returns: what the work returned, after the commit is on disk.
    /// - Throws: `StoreTrouble` when the store itself fails; anything else is the fault of this work alone, such as an incident of a level that
    ///   is not stored.
    func transact<R: Sendable>(_ keys: BookKeys, _ work: @escaping @Sendable (inout Book) throws -> R) async throws -> R
    /// When there is something to do next, as of the last commit; may block the caller's thread.
    func agenda() async throws -> Agenda
}

/// When there is something to do next.
package struct Agenda: Hashable, Sendable {
    /// By channel, the earliest due time of a pending delivery.
    package var pending: [String: Date]
    /// The earliest due time of a held or gathering delivery, or of a row of the agenda.
    package var held: Date?
    /// The earliest deadline of what waits for a reading.
    package var overdue: Date?
    /// The earliest end of a lease.
    package var lease: Date?
    /// All pauses that are stored, over or not.
    package var pauses: [Pause]

    package init(pending: [String: Date] = [:], held: Date? = nil, overdue: Date? = nil, lease: Date? = nil, pauses: [Pause] = []) {
        self.pending = pending
        self.pauses = pauses
        self.held = held
        self.overdue = overdue
        self.lease = lease
    }
}

/// Why a store cannot work now; nothing of the transaction is kept.
package struct StoreTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Hashable, Sendable {
        case diskFull = "disk full"
        case readOnly = "read-only"
        case busy
        case corrupt
        case inputOutput = "input/output error"
        case other

        /// Whether it may be over without anybody's doing; else nothing more is written until somebody has looked.
        package var mayPass: Bool { self != .corrupt }

        /// What to do, in a sentence or two.
        package var remedy: String {
            switch self {
            case .diskFull: "Free some space on the store's disk; Stockbell then goes on by itself."
            case .readOnly: "Make the store's file and folder writable again; Stockbell then goes on by itself."
            case .busy: "Another program keeps the store locked; end it, and Stockbell goes on by itself."
            case .corrupt:
                """
                The store's file is damaged. Stop Stockbell, keep a copy of the file, look with `stockbell audit` at what is wrong, \
                and put a backup in its place.
                """
            case .inputOutput: "Look at the store's disk (`dmesg`); Stockbell goes on by itself when it answers again."
            case .other: "The log says more; Stockbell goes on by itself when it is over."
            }
        }
    }

    package var reason: Reason
    package var description: String

    package init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
