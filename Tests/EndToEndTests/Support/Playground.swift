import Foundation

/// The folder of this run, and the watch over what runs in it.
///
/// A shell outside this process holds the other end of a pipe. When this process ends, however it ends, the pipe closes: the shell kills
/// every process group that is noted in the folder, and removes the folder. So nothing outlives the run.
struct Playground: Sendable {
    /// A path without links, open to other users: mail servers drop their rights.
    let folder: String

    /// The one of this process; made when it is first needed.
    static let shared = Result { try Playground() }

    private static let watch = """
        cat >/dev/null
        for group in "$0"/groups/*; do kill -9 -- "-${group##*/}"; done
        rm -rf "$0"
        """

    private init() throws {
        var template = Array((FileManager.default.temporaryDirectory.path + "/stockbell-XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw Stuck("no temporary folder can be made: \(String(cString: strerror(errno)))") }
        folder = URL(filePath: String(cString: made)).resolvingSymlinksInPath().path
        chmod(folder, 0o755)
        mkdir(folder + "/groups", 0o755)
        var pipe: [Int32] = [0, 0]
        guard Foundation.pipe(&pipe) == 0 else { throw Stuck("no pipe can be made: \(String(cString: strerror(errno)))") }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // The writing end stays open as long as this process lives; nobody ever writes.
        _ = try Spawn(["/bin/bash", "-c", Self.watch, folder], folder: "/", input: .descriptor(pipe[0])).start()
        close(pipe[0])
    }

    /// A new empty folder.
    func makeFolder(_ name: String) throws -> String {
        let path = "\(folder)/\(name)-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        return path
    }

    /// Puts a process group under the watch, or takes it out once it has ended.
    func note(_ group: pid_t, isRunning: Bool) {
        let file = "\(folder)/groups/\(group)"
        if isRunning { close(open(file, O_CREAT | O_WRONLY | O_CLOEXEC, 0o644)) } else { unlink(file) }
    }
}
