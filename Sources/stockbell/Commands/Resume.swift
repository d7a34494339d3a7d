import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell resume`: what was paused by hand goes on.
struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End a pause that was made by hand, and try at once what failed; without a name, all of them.",
        discussion: "A pause that a far side asked for is kept: it ends by itself, and would only begin anew.")

    private struct JSON: Encodable {
        var resumed: [PauseRow]
        var stillPaused: [PauseRow]
    }

    @Argument(help: "A channel, a department, or all (the pause of everything; those of single channels and departments stay).") var name: String?
    @Option(help: "A channel, where a department has the same name.") var channel: String?
    @Option(help: "A department, where a channel has the same name.") var department: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let paused = try await workplace.records().pauses()
        let scope = try ScopeNaming(name: name, channel: channel, department: department).scope(workplace.settings, paused: paused)
        let (lifted, kept) = try await workplace.resume(scope)
        if output.json { return try Output.json(JSON(resumed: lifted.map(PauseRow.init), stillPaused: kept.map(PauseRow.init))) }
        for scope in Set(lifted.map(\.scope.description)).sorted() { print("\(scope.capitalisedFirst) goes on.") }
        if lifted.isEmpty { print("\((scope?.description ?? "nothing").capitalisedFirst) was \(scope == nil ? "" : "not ")held back.") }
        for pause in kept { print("But \(pause.sentence).") }
    }
}
