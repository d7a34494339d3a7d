import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell pause`: nothing of a channel, a department or at all goes out for a while; without a name, what is paused.
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Send nothing for a while; events are still taken, and what waits is kept. Without a name: list what is paused.")

    @Argument(help: "A channel, a department, or all.") var name: String?
    @Option(help: "A channel, where a department has the same name.") var channel: String?
    @Option(help: "A department, where a channel has the same name.") var department: String?
    @Option(name: .customLong("for"), help: "For how long: 90s, 15m, 2h, 3d; without it, until it is resumed.", transform: Span.length)
    var length: Duration?
    @Option(help: "Why, for those who wonder.") var because: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        guard let scope = try ScopeNaming(name: name, channel: channel, department: department).scope(workplace.settings) else {
            guard length == nil, because == nil else { throw CommandFailure("Say what to pause: a channel, a department, or all.") }
            return try await list(workplace)
        }
        guard let pause = try await workplace.pause(scope, for: length, because: because) else { return }
        if output.json { return try Output.json(PauseRow(pause)) }
        let name = name ?? channel.map { "--channel \($0)" } ?? department.map { "--department \($0)" } ?? ""
        print("\(pause.sentence.capitalisedFirst); what waits is kept. `stockbell resume \(name)` ends it.")
    }

    private func list(_ workplace: Workplace) async throws {
        let now = Date()
        let pauses = try await workplace.records().pauses().filter { $0.holds(at: now) && $0.origin != .rate }.sorted {
            $0.scope.description < $1.scope.description
        }
        if output.json { return try Output.json(pauses.map(PauseRow.init)) }
        if pauses.isEmpty { return print("Nothing is paused.") }
        var table = Table("WHAT", "BY", "SINCE", "UNTIL", "WHY")
        for pause in pauses {
            let reason = pause.reason.isEmpty ? "-" : pause.reason
            let origin = pause.origin.words
            table.add(pause.scope.description, origin, Output.time(pause.since), pause.end.map(Output.time) ?? "resumed", reason)
        }
        print(table.text)
    }
}

extension String {
    /// With a capital at the start of a sentence.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
