import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell deliveries`: what went out, what waits, and what was not sent.
struct Deliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what went out, what waits, and what gave up.")

    @Option(help: "Only this department's.") var department: String?
    @Option(help: "Only on this channel.") var channel: String?
    @Option(help: "Only in this state: \(Delivery.State.allCases.map(\.rawValue).joined(separator: ", ")).") var state: String?
    @Option(help: "The most rows, counted from the newest.") var limit = 1000
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func validate() throws {
        if let state, Delivery.State(rawValue: state) == nil { throw ValidationError("There is no state \"\(state)\".") }
    }

    func run() async throws {
        let records = try Workplace.open(config.config).records()
        let query = RecordQuery(state: state, department: department, channel: channel, limit: limit)
        let deliveries = try await records.deliveries(query)
        if output.json { return try Output.json(deliveries.map(DeliveryRow.init)) }
        if deliveries.isEmpty { return print("No deliveries.") }
        var table = Table("ID", "CREATED", "DEPARTMENT", "ADDRESS", "TYPE", "STATE", "REASON")
        for delivery in deliveries {
            table.add(
                delivery.id.string, Output.time(delivery.createdAt), delivery.department, delivery.address.description, delivery.letter.rawValue,
                delivery.state.rawValue, delivery.reason ?? delivery.receipt?.answer ?? "-")
        }
        print(table.text)
    }
}
