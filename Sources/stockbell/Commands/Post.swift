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
    @Flag(help: "Of a table: it holds everything, so say what the store knows and the table does not have; nothing is set to zero.")
    var snapshot = false
    @Argument(help: "Files with one body each (*.ndjson: one a line), or - for NDJSON on standard input; or a table of levels (*.csv).")
    var files: [String]
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    private struct Totals: Encodable {
        var posted = 0
        var kept = 0
        var quarantined = 0
        var failed = 0
    }

    func validate() throws {
        let tables = files.count { Self.isTable($0) }
        guard tables == 0 || files.count == 1 else { throw ValidationError("A table of levels is posted alone: one file at a time.") }
        guard !snapshot || tables == 1 else { throw ValidationError("--snapshot is for a table of levels (*.csv).") }
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        if Self.isTable(files[0]) { return try await postTable(files[0], workplace) }
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

    private static func isTable(_ file: String) -> Bool { file.lowercased().hasSuffix(".csv") }

    /// So many of what is missing are named.
    private static let mostNamed = 20

    private func postTable(_ file: String, _ workplace: Workplace) async throws {
        let source = try workplace.settings.wanted(source: source).name
        let posted = try await workplace.postLevels(try Input.read(file), name: file, source: source, isSnapshot: snapshot)
        if output.json {
            try Output.json(posted)
        } else {
            for line in posted.skipped { Output.note("skipped: \(line)") }
            print("\(posted.kept) of \(posted.kept + posted.failed) rows kept; `stockbell events` says what became of each.")
            if let missing = posted.missing { Self.show(missing, source: source, file: file) }
        }
        if posted.failed > 0 { throw ExitCode.failure }
    }

    private static func show(_ missing: [Workplace.PostedLevels.Missing], source: String, file: String) {
        if missing.isEmpty { return print("\(file) has all that is known of \(source).") }
        print("Not in \(file), though known of \(source), and left as it was: \(missing.count)")
        for level in missing.prefix(mostNamed) {
            print("  \(level.sku ?? level.item)\(level.place.map { " @ \($0)" } ?? "")\(level.quantity.map { ": \($0)" } ?? "")")
        }
        if missing.count > mostNamed { print("  and \(missing.count - mostNamed) more (--json lists them)") }
    }

    private static func bodies(in file: String) throws -> [[UInt8]] {
        let bytes = try Input.read(file)
        guard file == "-" || file.hasSuffix(".ndjson") else { return [bytes] }
        return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init).filter { line in line.contains { $0 > 32 } }
    }
}
