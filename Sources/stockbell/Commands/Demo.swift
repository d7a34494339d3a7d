import ArgumentParser
import StockbellApp

/// `stockbell demo`: shows the main job with the platforms' own sample events, sending nothing to anybody.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve with a built-in catcher, post sample events of three platforms, and show the messages; sends nothing to anybody.")

    @Flag(help: "End when everything is delivered, and print what became of each event.") var once = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let demonstration = Demonstration(workplace: workplace, isOnce: once) { Output.note($0) }
        let rows = try await demonstration.run()
        guard once else { return }
        if output.json { return try Output.json(rows) }
        var table = Table("EVENT", "SOURCE", "DEPARTMENT", "ADDRESS", "OUTCOME")
        for row in rows { table.add(row.event, row.source, row.department ?? "-", row.address ?? "-", row.outcome) }
        print(table.text)
    }
}
