import Foundation

/// What `make peers` fetched from PyPI: servers and judges that no Debian package has.
enum PyPeers {
    /// Why a test that needs them is skipped.
    static let lack = "needs what `make peers` fetches from PyPI"

    private static let folder =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/.build/peers"

    static var python: String { folder + "/bin/python" }

    /// Whether a module is installed there.
    static func has(_ module: String) -> Bool {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/lib")) ?? []
        return FileManager.default.isExecutableFile(atPath: python)
            && versions.contains { FileManager.default.fileExists(atPath: "\(folder)/lib/\($0)/site-packages/\(module)") }
    }

    /// Runs a Python program to its end.
    ///
    /// - Returns: what it printed.
    /// - Throws: `Stuck` with what it complained of, when it failed.
    @discardableResult
    static func run(_ arguments: [String], folder: String = "/") async throws -> String {
        let process = try ChildProcess([python] + arguments, folder: folder)
        guard try await process.ended() == .exit(0) else { throw Stuck("python failed: \(process.errors)\(process.output)") }
        return process.output
    }
}
