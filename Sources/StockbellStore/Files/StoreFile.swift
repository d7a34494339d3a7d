import Glibc
import StockbellCore

/// The store's file before SQLite opens it.
enum StoreFile {
    /// Makes the file's folder where it is missing.
    ///
    /// - Throws: `StoreTrouble` that names what could not be made.
    static func makeFolder(of path: String) throws {
        try makeFolder(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "")
    }

    /// Makes an empty file that only its owner may read, where there is none; SQLite gives the same mode to the files beside it.
    ///
    /// - Throws: `StoreTrouble` when it cannot be made or written.
    static func make(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreTrouble(errno: errno, "\(path) cannot be opened for writing") }
        close(descriptor)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The folder that a file is in.
    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// Returns when a file's content, or a folder's list of names, is on disk.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreTrouble(errno: errno, "\(path) cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreTrouble(errno: errno, "\(path) cannot be written to disk") }
    }

    /// A file's bytes.
    static func size(of path: String) throws -> Int64 {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw StoreTrouble(errno: errno, "\(path) cannot be looked at") }
        return Int64(facts.st_size)
    }

    private static func makeFolder(_ folder: String) throws {
        guard !folder.isEmpty, access(folder, F_OK) != 0 else { return }
        if let parent = folder.lastIndex(of: "/") { try makeFolder(String(folder[..<parent])) }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw StoreTrouble(errno: errno, "the folder \(folder) cannot be made") }
    }
}
