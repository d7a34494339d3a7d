import Glibc
import StockbellCore

/// What the file system says of itself.
struct FileSystem {
    /// Less free space than this, in bytes, is none: a few events need more.
    private static let least: UInt = 64 << 10

    let isReadOnly: Bool
    let isFull: Bool

    /// The one on which that file lies; nil: it cannot be asked.
    init?(of path: String) {
        var about = statvfs()
        guard statvfs(path, &about) == 0 else { return nil }
        self.init(about)
    }

    init(_ about: statvfs) {
        isReadOnly = about.f_flag & UInt(ST_RDONLY) != 0
        // Some, like /proc, have no blocks at all.
        isFull = about.f_blocks > 0 && about.f_bavail < max(1, Self.least / max(1, about.f_frsize))
    }

    /// Throws where nothing more can be written beside that file.
    static func check(_ path: String) throws {
        guard let trouble = FileSystem(of: path)?.trouble else { return }
        throw StoreTrouble(trouble, "\(path): the file system is \(trouble == .readOnly ? "read-only" : "full")")
    }

    /// Why nothing can be written to it; nil: no reason is known.
    var trouble: StoreTrouble.Reason? {
        isReadOnly ? .readOnly : isFull ? .diskFull : nil
    }
}
