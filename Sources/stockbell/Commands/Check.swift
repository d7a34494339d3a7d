import ArgumentParser
import StockbellApp

/// `stockbell check`: every problem of config.json and the templates at once; exit status 1 if there is one.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check config.json and the templates; print every problem at once.")

    @Flag(help: "Say too when messages are tried again, how long records are kept, and how repeats are known.") var verbose = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let inspection = Workplace.inspect(config.config)
        if output.json {
            try Output.json(inspection.problems)
        } else {
            for problem in inspection.problems { print(problem) }
            if let workplace = inspection.workplace {
                print("\(config.config) is fine: \(workplace.summary).")
                if verbose { SettingsInWords(workplace.settings).lines.forEach { print($0) } }
            }
        }
        if inspection.workplace == nil { throw ExitCode.failure }
    }
}
