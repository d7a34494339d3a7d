import ArgumentParser
import FoundationEssentials
import StockbellApp
import StockbellCore

/// `stockbell snooze`: a department hears no more of an incident for a while.
struct Snooze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let a department hear no more of an incident for a while. What is still so is told at the end.")

    @OptionGroup var choice: CaseChoice
    @Option(help: "How long, as 90s, 15m, 4h, 3d; \"restock\"; or \"now\", which ends it.") var until = "4h"
    @Option(help: "Who wants it.") var by: String?
    @OptionGroup var config: ConfigOption

    func validate() throws { _ = try act }

    private var act: CareOrder.Act {
        get throws {
            switch until {
            case "restock": .snoozeUntilRestock
            case "now": .wake
            default: .snooze(try Span.length(until))
            }
        }
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let (found, department) = try await choice.find(workplace)
        let care = try await choice.order(act, by: by, found, department, workplace)
        guard let snooze = care.snooze else { return print("\(department) hears of it again.") }
        print("\(department) hears no more of it until \(snooze.until.map(Output.time) ?? "the restock").")
    }
}
