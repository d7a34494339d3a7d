import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell post`: puts events from files into the store, as if the platform had posted them.
struct Post: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put events from files, or NDJSON from standard input, into the store; a running server sends what follows from them.")

    @Option(help: "The source they come from.") var source: String
    @Option(help: "What they are, where the platform says so in a header, such as inventory_levels/disconnect; else the event that most are.")
    var type: String?
    @Argument(help: "Files with one body each (*.ndjson: one a line), or - for NDJSON on standard input.") var files: [String]
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    private struct Totals: Encodable {
        var posted = 0
        var kept = 0
        var quarantined = 0
        var failed = 0
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let bodies = try files.flatMap { try Self.bodies(in: $0) }
        guard !bodies.isEmpty else { throw CommandFailure("There is nothing to post.") }
        var totals = Totals()
        var bar = ProgressBar(total: bodies.count)
        try await workplace.post(bodies, source: try workplace.settings.wanted(source: source).name, type: type) { verdict in
            totals.posted += 1
            if verdict == nil { totals.failed += 1 } else { totals.kept += 1 }
            if verdict == .quarantined { totals.quarantined += 1 }
            bar.advance()
        }
        bar.finish()
        if output.json {
            try Output.json(totals)
        } else {
            let odd = totals.quarantined > 0 ? ", \(totals.quarantined) of them not understood (`stockbell events --state quarantined`)" : ""
            print("\(totals.kept) of \(totals.posted) kept\(odd); `stockbell events` says what became of each.")
        }
        if totals.failed > 0 { throw ExitCode.failure }
    }

    private static func bodies(in file: String) throws -> [[UInt8]] {
        let bytes = try Input.read(file)
        guard file == "-" || file.hasSuffix(".ndjson") else { return [bytes] }
        return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init).filter { line in line.contains { $0 > 32 } }
    }
}
