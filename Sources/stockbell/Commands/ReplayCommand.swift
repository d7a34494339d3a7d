import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell replay`: what other rules would have made of what came.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Play what came once through today's configuration, and say what would have been sent, against what was.",
        discussion: "Nothing is sent and nothing is written. `--config` names another file to try, beside config.json and with the same store.")

    @Option(help: "From when on: 2d, 2026-01-05, 2026-01-05T08:00:00Z.", transform: Span.moment) var since: Date
    @Option(help: "Until when; now, if it is left out.", transform: Span.moment) var until: Date?
    @Option(help: "Only what this source told.") var source: String?
    @Flag(help: "Needed: a replay never sends anything.") var dryRun = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    private static let mostNamed = 20

    func run() async throws {
        guard dryRun else { throw CommandFailure("A replay sends nothing to anybody; say --dry-run, and it shows what would be sent.") }
        let workplace = try Workplace.open(config.config)
        if let source { _ = try workplace.settings.wanted(source: source) }
        let report = try await workplace.replay(since: since, until: until ?? Date(), source: source)
        if output.json { return try Output.json(report) }
        let oldest = report.oldest.map { "; the oldest one that is kept came at \(Output.time($0))" } ?? ""
        print("\(report.bodies) bodies played, and \(report.earlier) from before them, to know the stock\(oldest).")
        if report.left > 0 {
            print("\(report.left) could not be played: their bytes are kept no longer, or their source is not in the configuration.")
        }
        if !report.rows.isEmpty {
            var table = Table("DEPARTMENT", "ADDRESS", "WOULD BE SENT", "WERE SENT")
            for row in report.rows { table.add(row.department, row.address.description, "\(row.would)", "\(row.was)") }
            print(table.text)
        }
        Self.show("Would be sent, and was not", report.new)
        Self.show("Was sent, and would not be", report.gone)
        if report.new.isEmpty && report.gone.isEmpty { print("No message would be another one.") }
    }

    private static func show(_ heading: String, _ differences: [ReplayReport.Difference]) {
        guard !differences.isEmpty else { return }
        print("\(heading): \(differences.count)")
        for one in differences.prefix(mostNamed) {
            print("  \(Output.time(one.at))  \(one.letter.rawValue)  \(one.about)  → \(one.address) [\(one.department)]")
        }
        if differences.count > mostNamed { print("  and \(differences.count - mostNamed) more (--json lists them)") }
    }
}
