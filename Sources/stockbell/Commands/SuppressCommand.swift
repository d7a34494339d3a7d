import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell suppress ADDRESS`: an address gets no messages any more.
struct SuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppress", abstract: "Send an address no messages any more; what was for it goes to the rule's `fallback`.")

    @Argument(help: "Channel and recipient: mail:anna@example.com, sms:+4915112345671, sms:@anna.") var address: String
    @Option(help: "Why, for those who wonder.") var because: String
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let line = try await workplace.suppress(workplace.listed(address), because: because)
        if output.json { return try Output.json(SuppressedRow(line)) }
        print("\(line.key) gets no messages any more. `stockbell allow \(line.key)` ends it.")
    }
}

/// `stockbell allow ADDRESS`: an address of the suppression list gets its messages again.
struct Allow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send an address its messages again, whatever put it on the suppression list.",
        discussion: "Who opted out must have asked for it. What was not sent meanwhile stays so; `stockbell retry` picks of it what is still of use.")

    @Argument(help: "Channel and recipient, as `stockbell suppressed` lists them.") var address: String
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let key = try workplace.named(address)
        guard let line = try await workplace.allow(key) else {
            throw CommandFailure("\(key) is not on the suppression list; `stockbell suppressed` shows it.")
        }
        if output.json { return try Output.json(SuppressedRow(line)) }
        print("\(key) gets its messages again.")
    }
}

/// `stockbell suppressed`: which addresses get no messages, and why.
struct Suppressed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the addresses that get no messages, and why.")

    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let lines = try await Workplace.open(config.config, looksOnly: true).suppressedAddresses()
        if output.json { return try Output.json(lines.map(SuppressedRow.init)) }
        if lines.isEmpty { return print("No address is suppressed.") }
        var table = Table("ADDRESS", "CAUSE", "SINCE", "WHY")
        for line in lines {
            table.add(
                line.key.description, "\(line.cause.rawValue): \(line.cause.words)", Output.time(line.since),
                line.because.isEmpty ? "-" : line.because)
        }
        print(table.text)
    }
}
