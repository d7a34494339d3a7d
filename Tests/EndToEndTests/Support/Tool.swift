import Foundation

/// Programs of this machine that tests need, wherever Debian puts them.
enum Tool {
    /// The whole path of a program; nil: it is not installed.
    static func find(_ name: String) -> String? {
        let folders = ["/usr/sbin/", "/usr/bin/", "/usr/lib/postfix/sbin/", "/usr/lib/kannel/test/"]
        return folders.map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The whole path of a program that must be there.
    static func path(_ name: String) throws -> String {
        guard let path = find(name) else { throw Stuck("\(name) is not installed") }
        return path
    }

    static func areThere(_ names: String...) -> Bool {
        names.allSatisfy { find($0) != nil }
    }

    /// Runs a program to its end.
    ///
    /// - Returns: what it printed.
    /// - Throws: `Stuck` with what it complained of, when it failed.
    @discardableResult
    static func run(_ name: String, _ arguments: [String], folder: String = "/") async throws -> String {
        let process = try ChildProcess([path(name)] + arguments, folder: folder)
        let end = try await process.ended()
        guard end == .exit(0) else { throw Stuck("\(name) failed: \(process.errors)\(process.output)") }
        return process.output
    }

    /// Runs a Python program.
    static func python(_ program: String, _ arguments: String...) async throws -> String {
        try await run("python3", ["-c", program] + arguments)
    }
}
