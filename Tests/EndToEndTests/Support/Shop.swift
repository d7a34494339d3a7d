import Foundation

/// A shop's folder: config.json, and what else it needs beside it.
struct Shop: Sendable {
    let folder: String
    let publicPort: Int
    let adminPort: Int

    /// Writes a configuration.
    ///
    /// - Parameters:
    ///   - config: config.json's content without the outer braces, `listen`, `admin` and `store`.
    ///   - files: Further files, by path; folders are made.
    init(_ config: String, files: [String: String] = [:]) throws {
        try self.init(files: files) { $0.whole(config) }
    }

    private func whole(_ config: String) -> String {
        """
        {
          "listen": "127.0.0.1:\(publicPort)",
          "admin": { "listen": "127.0.0.1:\(adminPort)" },
          "store": "stockbell.sqlite",
          \(config)
        }
        """
    }

    /// Puts another configuration in place of the one that is there, as an editor does it.
    func rewrite(_ config: String) throws {
        try write(whole(config), to: "config.json.new")
        guard rename(folder + "/config.json.new", folder + "/config.json") == 0 else { throw Stuck("config.json cannot be replaced") }
    }

    /// Writes a whole configuration that may name the ports.
    init(files: [String: String] = [:], whole config: (Shop) throws -> String) throws {
        folder = try Playground.shared.get().makeFolder("shop")
        publicPort = try FreePort.next()
        adminPort = try FreePort.next()
        for (path, content) in files { try write(content, to: path) }
        try write(try config(self), to: "config.json")
    }

    /// Writes a file and the folders above it.
    @discardableResult
    func write(_ content: String, to path: String) throws -> String {
        let file = URL(filePath: "\(folder)/\(path)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: file)
        return file.path
    }
}
