import FoundationEssentials
import StockbellCore
import StockbellStore

extension Workplace {
    /// Copies the store, also beside a running server, which it does not hold up.
    ///
    /// - Parameters:
    ///   - file: where to, as an absolute path.
    ///   - replacing: whether a file that is there may be replaced.
    /// - Returns: the copy's size in bytes; by then it is on disk.
    /// - Throws: `SetupError` when there is no store yet or the file is there already, and `StoreTrouble` when it cannot be written.
    package func backUp(to file: String, replacing: Bool) throws -> Int64 {
        try requireStore()
        let files = FileManager.default
        let isStore = [settings.store, settings.store + "-wal", settings.store + "-shm", settings.store + ".lock"].contains(file)
        if isStore { throw SetupError(["\(file) is the store itself; name another file."]) }
        if FileProblem.isFolder(file) { throw SetupError(["\(file) is a folder; name a file in it."]) }
        if !replacing, files.fileExists(atPath: file) {
            throw SetupError(["\(file) is there already; name another file, or replace it with --force."])
        }
        return try SQLiteStore.backUp(path: settings.store, to: file, replacing: replacing)
    }

    /// - Throws: `SetupError` when there is no store yet.
    func requireStore() throws {
        guard FileManager.default.fileExists(atPath: settings.store) else {
            throw SetupError(["There is no store at \(settings.store) yet: `stockbell serve`, `demo` and `post` make one."])
        }
    }
}
