import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell deliveries`: what went out, what waits, and what was not sent.
struct Deliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what went out, what waits, and what gave up.")

    @Option(help: "Only this department's.") var department: String?
    @Option(help: "Only on this channel.") var channel: String?
    @Option(help: "Only in this state: \(Delivery.State.allCases.map(\.rawValue).joined(separator: ", ")).") var state: String?
    @Flag(help: "Only what waits, by the time when it is due, with what it waits for.") var pending = false
    @Option(help: "The most rows, counted from the newest.") var limit = 1000
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func validate() throws {
        guard state == nil || !pending else { throw ValidationError("--pending and --state cannot go together.") }
        if let state, Delivery.State(rawValue: state) == nil { throw ValidationError("There is no state \"\(state)\".") }
    }

    func run() async throws {
        let records = try Workplace.open(config.config, looksOnly: true).records()
        if pending { return try await listWaiting(records) }
        let query = RecordQuery(state: state, department: department, channel: channel, limit: limit)
        let deliveries = try await records.deliveries(query)
        if output.json { return try Output.json(deliveries.map(DeliveryRow.init)) }
        if deliveries.isEmpty { return print("No deliveries.") }
        var table = Table("ID", "CREATED", "DEPARTMENT", "ADDRESS", "TYPE", "STATE", "REASON")
        for delivery in deliveries {
            table.add(
                delivery.id.string, Output.time(delivery.createdAt), delivery.department, delivery.addressInWords, delivery.letter.rawValue,
                delivery.state.rawValue, Self.words(delivery))
        }
        print(table.text)
    }

    /// What the far side said last counts most.
    private static func words(_ delivery: Delivery) -> String {
        delivery.reported?.sentence ?? delivery.reason ?? delivery.receipt?.answer ?? "-"
    }

    private func listWaiting(_ records: any Records) async throws {
        var deliveries: [Delivery] = []
        for state in [Delivery.State.held, .gathering, .pending] {
            deliveries += try await records.deliveries(
                RecordQuery(state: state.rawValue, department: department, channel: channel, limit: limit))
        }
        deliveries = Array(deliveries.sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }.prefix(max(0, limit)))
        let (now, pauses) = (Date(), try await records.pauses())
        if output.json { return try Output.json(deliveries.map { DeliveryRow($0, pause: pauses.holding($0, at: now)) }) }
        if deliveries.isEmpty { return print("Nothing waits.") }
        var table = Table("ID", "CREATED", "DUE", "DEPARTMENT", "ADDRESS", "TYPE", "STATE", "WHY")
        for delivery in deliveries {
            let pause = pauses.holding(delivery, at: now)
            table.add(
                delivery.id.string, Output.time(delivery.createdAt), delivery.dueAt <= now ? "now" : Output.time(delivery.dueAt), delivery.department,
                delivery.addressInWords, delivery.letter.rawValue, delivery.state.rawValue,
                pause?.sentence ?? delivery.reason ?? (delivery.state == .gathering ? "takes more first sights until then" : "-"))
        }
        print(table.text)
    }
}
