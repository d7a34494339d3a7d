import CSQLiteOptions
import GRDB

extension StoreFile {
    private static let countsNoMemory = csqlite_count_no_memory()

    /// How connections are opened.
    static var configuration: Configuration {
        // Comes too late, and does nothing, where somebody else in the process has used SQLite.
        _ = countsNoMemory
        var configuration = Configuration()
        configuration.label = "store"
        configuration.maximumReaderCount = 3
        configuration.busyMode = .timeout(5)
        // Else a rollback that fails on a broken disk would end the process; the next transaction rolls back what is left.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            guard !db.configuration.readonly else { return }
            // 32 MiB of cache. The log is moved to the file from 16 MiB on, if nobody did it in an idle moment, and not kept longer than 64 MiB.
            try db.execute(sql: "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4096; PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }
}
