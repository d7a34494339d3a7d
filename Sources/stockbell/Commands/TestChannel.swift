import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell test-channel`: a real message of a sample alert, to see whether a channel works; exit status 1 if it does not.
struct TestChannel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-channel",
        abstract: "Send a sample alert, marked [TEST], by a channel, and say what came of it. Needs no server and keeps no record.")

    @Argument(help: "The channel.") var channel: String
    // The id of a group of Telegram begins with a hyphen.
    @Option(
        name: .customLong("to"), parsing: .unconditional,
        help: "Whom to send it to: a mail address, a telephone or a room, as the channel's type has it.")
    var recipient: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let trial = try await workplace.test(workplace.settings.wanted(channel: channel), to: recipient)
        if output.json { try Output.json(trial) } else { trial.lines.forEach { print($0) } }
        if !trial.isDelivered { throw ExitCode.failure }
    }
}
