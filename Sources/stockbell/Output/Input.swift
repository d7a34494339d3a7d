import Foundation
import StockbellApp

/// What commands read.
enum Input {
    /// A file's bytes, or standard input's for `-`.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure("\(path) cannot be read: \(FileProblem.sentence(error, path: path)).")
        }
    }
}
