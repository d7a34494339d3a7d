import CFaultVFS
import Foundation
import GRDB

/// A folder of a test's own, on a disk that fails when it is told to and can lose its power at any moment that has been.
///
/// What is modelled stands in `faultvfs.h`. Stores are opened in it as anywhere else.
final class FaultyDisk: Sendable {
    /// Calls that can fail.
    struct Calls: OptionSet {
        let rawValue: UInt32

        static let write = Calls(rawValue: UInt32(FAULTDISK_WRITE))
        static let sync = Calls(rawValue: UInt32(FAULTDISK_SYNC))
        static let truncate = Calls(rawValue: UInt32(FAULTDISK_TRUNCATE))
        static let create = Calls(rawValue: UInt32(FAULTDISK_CREATE))
        static let delete = Calls(rawValue: UInt32(FAULTDISK_DELETE))
        /// Taking the write lock.
        static let lock = Calls(rawValue: UInt32(FAULTDISK_LOCK))
        /// Enlarging the shared memory.
        static let share = Calls(rawValue: UInt32(FAULTDISK_SHARE))

        /// All that a disk has a hand in.
        static let storage: Calls = [.write, .sync, .truncate, .create, .delete, .share]
    }

    let folder: TemporaryFolder
    nonisolated(unsafe) private let disk: OpaquePointer  // Each of its functions takes a lock.

    /// - Parameter folder: what is in it counts as synced; nil: a new one.
    init(_ folder: TemporaryFolder? = nil) throws {
        self.folder = try folder ?? TemporaryFolder()
        guard let disk = faultdisk_make(self.folder.path) else { throw CocoaError(.fileReadUnknown) }
        self.disk = disk
    }

    deinit { faultdisk_end(disk) }

    /// The path of its store.
    var store: String { folder.store }

    /// How many things have happened so far: writes, syncs, truncations, files made and deleted.
    var events: Int { faultdisk_events(disk) }

    /// How many calls have failed since the last `fail`.
    var failures: Int { faultdisk_failures(disk) }

    /// Lets calls fail.
    ///
    /// - Parameters:
    ///   - code: SQLite's.
    ///   - skip: so many of them succeed before.
    ///   - once: one fails; else all do until `heal`.
    func fail(_ calls: Calls, with code: ResultCode, after skip: Int = 0, once: Bool = false) {
        faultdisk_fail(disk, calls.rawValue, skip, once ? 1 : 0, code.rawValue)
    }

    /// From now on everything works.
    func heal() {
        faultdisk_heal(disk)
    }

    /// Loses the power after so many events, and hands over what the disk then holds, as a disk of its own for as long as `look` takes.
    ///
    /// - Parameter torn: a seed, with which a part of what was not synced is kept; nil: nothing of it is.
    func losingPower<R>(after events: Int, torn: UInt64? = nil, _ look: (FaultyDisk) async throws -> R) async throws -> R {
        let left = try TemporaryFolder()
        let code = faultdisk_image(disk, events, torn ?? 0, left.path)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        let image = try FaultyDisk(left)
        defer { withExtendedLifetime(image) {} }
        return try await look(image)
    }
}
