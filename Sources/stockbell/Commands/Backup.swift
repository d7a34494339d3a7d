import ArgumentParser
import Foundation
import StockbellApp

/// `stockbell backup FILE`: a copy of the store, also while a server runs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the store into a file, also while a server runs; the copy is whole and on disk when the command ends.")

    @Argument(help: "The file to write; its folder must be there.") var file: String
    @Flag(help: "Replace the file if it is there.") var force = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    private struct Result: Encodable {
        var file: String
        var bytes: Int64
        var seconds: Double
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let start = ContinuousClock.now
        let path = URL(filePath: file).path
        let bytes = try workplace.backUp(to: path, replacing: force)
        let time = ContinuousClock.now - start
        let seconds = Double(time / .milliseconds(1)).rounded() / 1000
        if output.json { return try Output.json(Result(file: path, bytes: bytes, seconds: seconds)) }
        print("\(path): \(Output.size(bytes)) in \(seconds) s")
    }
}
