import GRDB
import Glibc
import StockbellCore

/// Copies a store while it is in use.
///
/// The copy is what was committed at one moment, without empty pages, and opens as a store. Whoever writes is not held up: the copy is read
/// from a snapshot. Until it is whole, the log beside the store grows by what is written meanwhile.
enum StoreBackup {
    /// Writes a copy that only its owner may read, and returns when it is on disk.
    ///
    /// - Parameters:
    ///   - file: the copy; it gets its name when it is whole, so that no half one is ever taken for a backup.
    ///   - replacing: whether one that is there may be replaced.
    ///   - check: looks at the store first, on a connection that only reads.
    /// - Returns: the copy's size in bytes.
    /// - Throws: what `check` throws, and `StoreTrouble` that names the file and says why.
    static func write(of store: String, to file: String, replacing: Bool, check: (Database) throws -> Void = { _ in }) throws -> Int64 {
        guard replacing || !StoreFile.exists(file) else { throw StoreTrouble(.other, "\(file) is there already") }
        let unfinished = "\(file).unfinished-\(getpid())"
        do {
            try StoreFile.make(unfinished)
            try copy(store, to: unfinished, check)
            try StoreFile.sync(unfinished)
            guard rename(unfinished, file) == 0 else { throw StoreTrouble(errno: errno, "\(file) cannot be given its name") }
            try StoreFile.sync(StoreFile.folder(of: file))
        } catch {
            unlink(unfinished)
            throw error
        }
        return try StoreFile.size(of: file)
    }

    private static func copy(_ store: String, to file: String, _ check: (Database) throws -> Void) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "backup"
        configuration.busyMode = .timeout(5)
        try StoreTrouble.mapping(store) {
            let queue = try DatabaseQueue(path: store, configuration: configuration)
            try queue.inDatabase { db in
                try check(db)
                do {
                    try db.execute(sql: "VACUUM INTO ?", arguments: [file])
                } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL || error.resultCode == .SQLITE_IOERR {
                    throw StoreTrouble(error, path: file)
                }
            }
            try queue.close()
        }
    }
}
