import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell replay`: what other rules would have made of what came.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Play what came once through today's configuration, and say what would have been sent, against what was.",
        discussion: "Nothing is sent and nothing is written. `stockbell backtest` tries another config.json.")

    @Option(help: "From when on: 2d, 2026-01-05, 2026-01-05T08:00:00Z.", transform: Span.moment) var since: Date
    @Option(help: "Until when; now, if it is left out.", transform: Span.moment) var until: Date?
    @Option(help: "Only what this source told.") var source: String?
    @Flag(help: "Needed: a replay never sends anything.") var dryRun = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        guard dryRun else { throw CommandFailure("A replay sends nothing to anybody; say --dry-run, and it shows what would be sent.") }
        let workplace = try Workplace.open(config.config)
        if let source { _ = try workplace.settings.wanted(source: source) }
        let report = try await workplace.replay(since: since, until: until ?? Date(), source: source)
        if output.json { return try Output.json(report) }
        ReplayWords.show(report)
    }
}
