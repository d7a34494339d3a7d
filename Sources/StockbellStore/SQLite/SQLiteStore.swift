package import FoundationEssentials
import GRDB
package import StockbellCore
import Synchronization

/// The store in one SQLite file.
///
/// One connection writes, on a serial queue of its own; a few others read what was last committed, so that a page or a long list never stands in
/// the clerk's way. A commit is on disk (WAL, `synchronous = FULL`) before `transact` returns.
package final class SQLiteStore: Store {
    /// Who opens the file.
    package enum Mode: Hashable, Sendable {
        /// The one server of the file.
        case serve
        /// A command that may run beside it.
        case command
    }

    /// How often work is run again because another one had remembered its dedupe keys first.
    private static let mostRuns = 3

    let path: String
    private let mode: Mode
    let pool: DatabasePool
    private let clock: @Sendable () -> Date
    private let lock: Mutex<ServeLock?>
    private let sweep = Mutex<BookKeys.Seen?>(nil)
    private let retention = Mutex(Retention())

    private init(path: String, mode: Mode, pool: DatabasePool, lock: ServeLock?, clock: @escaping @Sendable () -> Date) {
        self.path = path
        self.mode = mode
        self.pool = pool
        self.clock = clock
        self.lock = Mutex(lock)
    }

    /// Opens the file, makes it where it is missing, and brings it to the newest version.
    ///
    /// - Parameters:
    ///   - path: the file; its folder is made where it is missing.
    ///   - now: the clock.
    ///   - prepare: done once the file is ours (with `.serve`: under the lock) and before it is opened.
    /// - Throws: what `prepare` throws, and `StoreTrouble`, whose description names the file and says what to do: another `serve` has it, a newer program wrote it, it is
    ///   no store, or it cannot be written.
    package static func open(path: String, mode: Mode, now: @escaping @Sendable () -> Date, prepare: () throws -> Void = {}) throws -> SQLiteStore {
        try StoreFile.makeFolder(of: path)
        let lock = mode == .serve ? try ServeLock.take(store: path) : nil
        try prepare()
        try StoreFile.make(path)
        var upgrade: ServeLock?
        let pool = try StoreTrouble.mapping(path) {
            let pool = try DatabasePool(path: path, configuration: StoreFile.configuration)
            try pool.writeWithoutTransaction { db in
                // The pool set NORMAL, with which a power loss takes the last commits.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                // A server of an older program would not know what happens to it.
                try Migration().run(on: db, path: path) {
                    if lock == nil { upgrade = try takeForUpgrade(path) }
                }
            }
            return pool
        }
        withExtendedLifetime(upgrade) {}
        return SQLiteStore(path: path, mode: mode, pool: pool, lock: lock, clock: now)
    }

    package func transact<R: Sendable>(_ keys: BookKeys, _ work: @escaping @Sendable (inout Book) throws -> R) async throws -> R {
        let path = path
        let careful: @Sendable (inout Book) throws -> R = { book in
            let result = try work(&book)
            // A log that has some room left takes a trifle even on a full disk.
            if book.changes.isProbe { try FileSystem.check(path) }
            return result
        }
        return try await writeHere { [clock] db in try Self.transact(keys, by: clock, careful, db) }
    }

    package func agenda() async throws -> Agenda {
        try await writeHere { db in
            var agenda = try DeliveryTable.agenda(db)
            agenda.pauses = try PauseTable.all(db)
            agenda.overdue = try AwaitedTable.nextDeadline(db)
            return agenda
        }
    }

    /// Changes whenever another process has committed something; compare it with the last one.
    package func dataVersion() async throws -> Int64 {
        try await write { db in try db.number("PRAGMA data_version") ?? 0 }
    }

    /// Moves what was written from the log to the file, as far as nobody reads it; for when there is nothing else to do.
    package func checkpoint() async throws {
        try await write { db in _ = try db.checkpoint(.passive) }
    }

    /// Looks at the next `limit` dedupe keys and forgets those that have expired; call it now and then.
    ///
    /// - Returns: how many were forgotten.
    package func forgetExpired(limit: Int) async throws -> Int {
        let (clock, position) = (clock, sweep.withLock { $0 })
        let (removed, last) = try await write { db in
            var result: (Int, BookKeys.Seen?) = (0, nil)
            try db.inTransaction(.immediate) {
                result = try SeenTable.sweep(after: position, limit: max(1, limit), now: ClockTable.now(by: clock(), db), db)
                return .commit
            }
            return result
        }
        sweep.withLock { $0 = last }
        return removed
    }

    /// Removes a little of what is kept no longer: one small transaction; call it now and then, and again while it is behind.
    ///
    /// What is believed of an item, what is open, what is not finished and dedupe keys are never touched.
    ///
    /// - Parameters:
    ///   - keep: how long what is kept; ages are by the machine's clock.
    ///   - limit: the most arrivals to look at; of alerts a fourth of it. 200 take a few milliseconds.
    package func prune(_ keep: Keep, limit: Int) async throws -> Pruned {
        let (clock, before) = (clock, retention.withLock { $0 })
        let (pruned, after) = try await write { db in
            var (retention, pruned) = (before, Pruned())
            try db.inTransaction(.immediate) {
                pruned = try retention.step(keep, limit: max(1, limit), now: clock(), db)
                return .commit
            }
            return (pruned, retention)
        }
        retention.withLock { $0 = after }
        return pruned
    }

    /// Closes the file and gives up the lock.
    ///
    /// Whatever is called later throws `StoreTrouble`.
    package func close() throws {
        try StoreTrouble.mapping(path) { try pool.close() }
        lock.withLock { $0 = nil }
    }
}

extension SQLiteStore {
    /// One transaction, run again when a dedupe key turns out to be there: the primary key is the authority, the book only what was read.
    private static func transact<R>(
        _ keys: BookKeys, by clock: () -> Date, _ work: (inout Book) throws -> R, _ db: Database
    ) throws -> R {
        var keys = keys
        for _ in 0..<mostRuns {
            do {
                return try transactOnce(keys, by: clock, work, db)
            } catch let conflict as BookSession.SeenBefore {
                keys.seen.formUnion(conflict.keys)
            }
        }
        throw WorkMistake.seenAgain()
    }

    private static func transactOnce<R>(
        _ keys: BookKeys, by clock: () -> Date, _ work: (inout Book) throws -> R, _ db: Database
    ) throws -> R {
        if db.isInsideTransaction { try db.rollback() }
        // As prepared statements: GRDB's own would be parsed each time.
        try db.run("BEGIN IMMEDIATE")
        do {
            let session = BookSession(db: db, now: try ClockTable.now(by: clock(), db))
            var book = try session.book(for: keys)
            let result = try work(&book)
            if !book.changes.isEmpty { try session.save(book.changes) }
            try db.run("COMMIT")
            return result
        } catch {
            // SQLite may have rolled back by itself; what went wrong first is what counts.
            if db.isInsideTransaction { try? db.rollback() }
            throw error
        }
    }

    private static func takeForUpgrade(_ path: String) throws -> ServeLock {
        do {
            return try ServeLock.take(store: path)
        } catch let trouble as StoreTrouble where trouble.reason == .busy {
            throw StoreTrouble(
                .busy,
                "\(path) would have to be upgraded for this stockbell, but a `stockbell serve` of an older version is using it; stop that one first.")
        }
    }

    /// Runs on the writing connection, for a server on the caller's thread: the clerk has one of its own, and each change of threads costs more
    /// than a small transaction.
    private func writeHere<R: Sendable>(_ body: @escaping @Sendable (Database) throws -> R) async throws -> R {
        guard mode == .serve else { return try await write(body) }
        return try StoreTrouble.mapping(path) { try pool.writeWithoutTransaction(body) }
    }

    /// Runs on the writing connection, on its own queue.
    ///
    /// Not cancelled with the caller's task: a transaction ends by itself, and its result is true.
    private func write<R: Sendable>(_ body: @escaping @Sendable (Database) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [path] db in
                continuation.resume(with: Result { try StoreTrouble.mapping(path) { try body(db) } })
            }
        }
    }

    /// Runs on a reading connection, on what was last committed.
    func read<R: Sendable>(_ body: @escaping @Sendable (Database) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { [path] result in
                continuation.resume(with: Result { try StoreTrouble.mapping(path) { try body(result.get()) } })
            }
        }
    }
}
