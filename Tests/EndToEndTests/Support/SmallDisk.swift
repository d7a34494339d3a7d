import Foundation

/// A disk of two megabytes in memory, which only the program that is started on it sees, and which goes when that ends.
struct SmallDisk: Sendable {
    /// Where it is mounted.
    let folder: String

    /// A disk for the folder `disk` of a shop.
    init(in shop: Shop) throws {
        folder = shop.folder + "/disk"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    /// Whether such a disk may be mounted here: as root, or where users may make name spaces of their own.
    static func isAllowed() async -> Bool {
        (try? await Tool.run("unshare", space + ["mount", "-t", "tmpfs", "none", "/mnt"])) != nil
    }

    private static var space: [String] { ["--mount", "--propagation", "private"] + (geteuid() == 0 ? [] : ["--map-root-user"]) }

    /// The command that starts a program on it, in the same process.
    func mounted(for program: [String]) throws -> [String] {
        let mount = #"mount -t tmpfs -o size=2m none "$0" && exec "$@""#
        return try [Tool.path("unshare")] + Self.space + ["sh", "-c", mount, folder] + program
    }

    /// The path of a file on it for somebody else than the server.
    func path(_ name: String, of server: Server) -> String { "/proc/\(server.processID)/root\(folder)/\(name)" }

    /// Leaves no room.
    func fill(of server: Server) throws {
        let descriptor = open(path("filler", of: server), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Stuck("the disk cannot be reached: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        let page = [UInt8](repeating: 0xFF, count: 4096)
        while write(descriptor, page, page.count) > 0 {}
        guard errno == ENOSPC else { throw Stuck("the disk cannot be filled: \(String(cString: strerror(errno)))") }
    }

    /// Makes room again.
    func free(of server: Server) throws {
        guard unlink(path("filler", of: server)) == 0 else { throw Stuck("the disk cannot be freed: \(String(cString: strerror(errno)))") }
    }
}
