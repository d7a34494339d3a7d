import FoundationEssentials

/// Keeps the demo from ever touching a shop's real events: a store that the demo made has a mark beside it, and only such a one is begun anew.
package struct DemoStore {
    private let path: String
    private var mark: String { path + ".demo" }

    package init(path: String) {
        self.path = path
    }

    /// Removes what an earlier demo left, and marks the store as the demo's.
    ///
    /// Call it only while the store is ours: another server may be writing to it.
    ///
    /// - Throws: `SetupError` when there is a store that is not the demo's, or the folder cannot be written.
    package func startAfresh() throws {
        let files = FileManager.default
        if files.fileExists(atPath: path) && !files.fileExists(atPath: mark) {
            throw SetupError([
                "\(path) holds events that the demo did not make; it begins with an empty store. Name another file in config.json's `store`."
            ])
        }
        do {
            for file in [path, path + "-wal", path + "-shm"] where files.fileExists(atPath: file) { try files.removeItem(atPath: file) }
            try Data("This store holds sample events; `stockbell demo` begins it anew each time.\n".utf8).write(to: URL(filePath: mark))
        } catch {
            throw SetupError(["\(mark) cannot be written: \(FileProblem.sentence(error, path: mark)). The demo keeps its events there."])
        }
    }

    /// From now on real events go in: no demo may begin it anew.
    package func becomeReal() throws {
        if FileManager.default.fileExists(atPath: mark) { try FileManager.default.removeItem(atPath: mark) }
    }
}
