import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell cancel`: what waits is not sent any more.
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Leave messages that wait unsent: by id, by channel, department, state and time, or all.",
        discussion: "What is under way already cannot be called back. `stockbell retry` brings back what was cancelled by mistake.")

    private static let states: [Delivery.State] = [.held, .gathering, .pending]

    @OptionGroup var picking: Picking
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func validate() throws { try picking.check(Self.states) }

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        var report = HandledReport(pauses: [])
        let states = Set(Self.states + [.sending])
        let selection = try await picking.selection(states, workplace.settings, workplace.records())
        try await workplace.cancel(selection, isDryRun: picking.dryRun) { report.add($0) }
        try report.print("cancelled", isDryRun: picking.dryRun, isExact: !picking.ids.isEmpty, asJSON: output.json)
    }
}
