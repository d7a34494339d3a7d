import GRDB
import StockbellCore

extension SQLiteStore {
    /// Copies a store, also beside a running server, which it does not hold up.
    ///
    /// The copy is what was committed at one moment; it opens as a store, and only its owner may read it. An older store is copied as it is.
    /// Until the copy is whole, the log beside the store grows by what is written meanwhile.
    ///
    /// - Parameters:
    ///   - file: where to; its folder must be there.
    ///   - replacing: whether a file that is there may be replaced.
    /// - Returns: the copy's size in bytes; by then it is on disk.
    /// - Throws: `StoreTrouble` that names the file and says why: there is no such store, the copy is there already, the disk is full.
    package static func backUp(path: String, to file: String, replacing: Bool) throws -> Int64 {
        guard StoreFile.exists(path) else { throw StoreTrouble(.other, "there is no store at \(path)") }
        return try StoreBackup.write(of: path, to: file, replacing: replacing) { db in
            guard try Migration.isStore(db) else { throw StoreTrouble(.other, "\(path) is no store of Stockbell") }
        }
    }
}
