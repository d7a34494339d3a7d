import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell events`: what came in and what became of it.
struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what came in, what became of it, and why.")

    @Option(help: "Only this source's.") var source: String?
    @Option(help: "Only in this state: \(EventRecord.State.allCases.map(\.rawValue).joined(separator: ", ")).") var state: String?
    @Option(help: "The most rows, counted from the newest.") var limit = 1000
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func validate() throws {
        if let state, EventRecord.State(rawValue: state) == nil { throw ValidationError("There is no state \"\(state)\".") }
    }

    func run() async throws {
        let records = try Workplace.open(config.config, looksOnly: true).records()
        let events = try await records.events(RecordQuery(source: source, state: state, limit: limit))
        if output.json { return try Output.json(events) }
        if events.isEmpty { return print("No events.") }
        var table = Table("ID", "RECEIVED", "SOURCE", "TYPE", "ITEM", "STATE", "REASON")
        for event in events {
            let item = [event.item?.displayName, event.place.map { "@ \($0.displayName)" }].compactMap { $0 }.joined(separator: " ")
            table.add(
                event.id.string, Output.time(event.receivedAt), event.source, event.type ?? "-", item.isEmpty ? "-" : item, event.state.rawValue,
                event.state == .waiting ? "waiting: \(event.reason)" : event.reason)
        }
        print(table.text)
    }
}
