import ArgumentParser
import StockbellApp

/// `stockbell connect SOURCE`: the platform's webhooks, checked, made and revived by its API.
struct Connect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a source's token, and make or revive its platform's webhooks (BigCommerce).")

    private struct Report: Encodable {
        var lines: [String]
        var isGood: Bool
    }

    @Argument(help: "The source's name in config.json.") var source: String
    @Flag(help: "Only say what would be done.") var dryRun = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let connection = try await workplace.connect(try workplace.settings.wanted(source: source), isDryRun: dryRun)
        if output.json {
            try Output.json(Report(lines: connection.lines, isGood: connection.isGood))
        } else {
            connection.lines.forEach { print($0) }
        }
        if !connection.isGood { throw ExitCode.failure }
    }
}
