import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// Which deliveries a command is to change: ids, or what they have in common.
struct Picking: ParsableArguments {
    @Argument(help: "Deliveries' ids, or how they begin (at least 6 characters).") var ids: [String] = []
    @Option(help: "All in this state.") var state: String?
    @Option(help: "All on this channel.") var channel: String?
    @Option(help: "All of this department.") var department: String?
    @Option(help: "All made since then: 2h, 2026-01-05, 2026-01-05T08:00:00Z.", transform: Span.moment) var since: Date?
    @Flag(help: "All, whatever they have in common.") var all = false
    @Flag(help: "Only say what would be done.") var dryRun = false

    private static let shortest = 6
    /// So many in one transaction.
    private static let step = 500

    func validate() throws {
        let isFiltered = state != nil || channel != nil || department != nil || since != nil || all
        guard !ids.isEmpty || isFiltered else {
            throw ValidationError("Say which: ids, or --state, --channel, --department, --since, or --all. --dry-run shows what would be done.")
        }
        guard ids.isEmpty || !isFiltered else { throw ValidationError("Give ids, or what they have in common, not both.") }
        if let id = ids.first(where: { $0.count < Self.shortest }) {
            throw ValidationError("\"\(id)\" is too short; give at least \(Self.shortest) characters of the id.")
        }
    }

    /// An error where `--state` names none of these.
    func check(_ states: [Delivery.State]) throws {
        guard let state, !states.map(\.rawValue).contains(state) else { return }
        let known = states.map(\.rawValue)
        throw ValidationError("--state is one of \(known.joined(separator: ", "))\(Nearest.hint(for: state, in: known)).")
    }

    /// - Parameter states: of what has something in common, the states that are meant where `--state` says nothing.
    func selection(_ states: Set<Delivery.State>, _ settings: Settings, _ records: any Records) async throws -> DeliverySelection {
        if !ids.isEmpty {
            var found: Set<Delivery.ID> = []
            for id in ids { found.insert(try await Self.delivery(id, records)) }
            return DeliverySelection(ids: found, states: Set(Delivery.State.allCases), limit: Self.step)
        }
        // What is no longer in config.json may still be in the store: a name is only looked up where nothing has it.
        let selection = DeliverySelection(
            states: state.flatMap(Delivery.State.init).map { [$0] } ?? states, channel: channel, department: department, since: since,
            limit: Self.step)
        if let channel, try await records.deliveries(RecordQuery(channel: channel, limit: 1)).isEmpty { _ = try settings.wanted(channel: channel) }
        if let department, try await records.deliveries(RecordQuery(department: department, limit: 1)).isEmpty {
            _ = try settings.wanted(department: department)
        }
        return selection
    }

    private static func delivery(_ id: String, _ records: any Records) async throws -> Delivery.ID {
        let found = try await records.deliveries(beginning: id.uppercased(), limit: 4)
        guard let only = found.first else { throw CommandFailure("There is no delivery \(id); `stockbell deliveries` lists them.") }
        guard found.count == 1 else {
            let some = found.prefix(3).map(\.id.string).joined(separator: ", ")
            throw CommandFailure("Several deliveries begin with \(id): \(some)\(found.count > 3 ? ", …" : ""). Give more of the one you mean.")
        }
        return only.id
    }
}
