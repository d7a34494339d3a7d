import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell backtest`: what each department would have heard by another config.json.
struct Backtest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which messages would be new, gone or changed by another config.json, against what was sent.",
        discussion: """
            Plays the kept events through it in memory; nothing is sent and nothing is written. The other file stands beside config.json and names the \
            same store.
            """)

    @Option(help: "From when on: 2d, 2026-01-05, 2026-01-05T08:00:00Z.", transform: Span.moment) var since: Date
    @Option(help: "Until when; now, if it is left out.", transform: Span.moment) var until: Date?
    @Option(help: "The other config.json.") var config: String
    @OptionGroup var output: JSONOption

    func run() async throws {
        let report = try await Workplace.open(config).replay(since: since, until: until ?? Date(), source: nil)
        if output.json { return try Output.json(report) }
        ReplayWords.show(report)
    }
}
