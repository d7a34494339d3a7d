import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell retry`: what gave up is tried again, as if it were new.
struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try messages again that gave up: by id, by channel, department, state and time, or all.",
        discussion: """
            Without ids, what is dead is meant; --state unknown or suppressed names others. What is no longer true is left. A running server sends \
            the others within about a second; without one they wait for `stockbell serve`.
            """)

    private static let states: [Delivery.State] = [.dead, .unknown, .suppressed]

    @OptionGroup var picking: Picking
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func validate() throws { try picking.check(Self.states) }

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let records = try workplace.records()
        var report = HandledReport(pauses: try await records.pauses())
        let selection = try await picking.selection([.dead], workplace.settings, records)
        try await workplace.retry(selection, isDryRun: picking.dryRun) { report.add($0) }
        try report.print("tried again", isDryRun: picking.dryRun, isExact: !picking.ids.isEmpty, asJSON: output.json)
    }
}
