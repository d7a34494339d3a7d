import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell ack`: somebody has an incident; what the button of a message does.
struct Ack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say that somebody has an incident: reminders and escalations of that department stop, and later messages name who has it.")

    @OptionGroup var choice: CaseChoice
    @Option(help: "Who has it.") var by: String?
    @OptionGroup var config: ConfigOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let (found, department) = try await choice.find(workplace)
        let name = by.flatMap(CareOrder.name) ?? department
        try await choice.order(.own(name), by: by, found, department, workplace)
        print("\(name) has it, for \(department).")
    }
}
