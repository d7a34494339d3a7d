import ArgumentParser
import StockbellApp

/// `stockbell check`: every problem of config.json and the templates at once; exit status 1 if there is one.
///
/// What a source makes of its `sample` is said too.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check config.json and the templates; print every problem at once.")

    @Flag(help: "Say too what each rule means, when messages are tried again, how long records are kept, and how repeats are known.") var verbose =
        false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let inspection = Workplace.inspect(config.config)
        let trials = inspection.workplace?.trySamples() ?? []
        let bad = trials.filter { !$0.isGood }
        if output.json {
            try Output.json(inspection.problems + bad.map { "\($0.heading): \($0.lines.last ?? "")" })
        } else {
            for problem in inspection.problems { print(problem) }
            for trial in trials {
                print(trial.heading)
                for line in trial.lines { print("  \(line)") }
            }
            if !bad.isEmpty { print("\(config.config): \(bad.count) of \(trials.count) samples cannot be read as configured.") }
            if let workplace = inspection.workplace, bad.isEmpty {
                print("\(config.config) is fine: \(workplace.summary).")
                if verbose {
                    print("Rules:")
                    for sentence in RuleInWords.all(workplace.settings) { print("  \(sentence)") }
                    SettingsInWords(workplace.settings).lines.forEach { print($0) }
                }
            }
        }
        if inspection.workplace == nil || !bad.isEmpty { throw ExitCode.failure }
    }
}
