import GRDB
import StockbellCore

extension StoreTrouble {
    /// The trouble that an error of SQLite means.
    ///
    /// It names the file and SQLite's words, never the values of a statement.
    init(_ error: DatabaseError, path: String) {
        let reason: Reason =
            switch error.resultCode {
            case .SQLITE_FULL: .diskFull
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            // SQLite calls much an I/O error that has a plainer name.
            case .SQLITE_IOERR: FileSystem(of: path)?.trouble ?? .inputOutput
            case .SQLITE_CANTOPEN: FileSystem(of: path)?.trouble ?? .other
            default: .other
            }
        self.init(reason, "\(path): \(error.message ?? "\(error.resultCode)") (SQLite \(error.extendedResultCode.rawValue))")
    }

    /// Runs what may fail in SQLite; errors of other kinds are thrown on as they are, and what is the work's own fault is no trouble of the store.
    static func mapping<R>(_ path: String, _ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw WorkMistake(error) ?? StoreTrouble(error, path: path)
        }
    }
}
