import ArgumentParser
import StockbellApp

/// `stockbell serve`: the main job.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take events, tell departments; runs until it is stopped.")

    @Flag(help: "Send nothing: every channel goes to the built-in catcher, whatever its URL.") var `catch` = false
    @OptionGroup var config: ConfigOption

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        for warning in workplace.warnings { Output.note(warning) }
        var options = Program.Options()
        options.isCatching = `catch`
        try await Program.serve(workplace, options: options) { doors in
            for line in doors.lines { Output.note(line) }
            return .goOn
        }
    }
}
