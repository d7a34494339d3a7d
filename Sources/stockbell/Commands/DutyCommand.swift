import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore
import StockbellEngine

/// `stockbell duty`: who is on duty, and who follows.
struct DutyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "duty", abstract: "Say who is on duty, and the next ten turns.")

    private struct Row: Encodable {
        var name: String
        var timeZone: String
        var onDuty: String
        var turns: [Turn]
    }

    private struct Turn: Encodable {
        var person: String
        var from: Date
        var until: Date
        /// Whose turn it would be; nil: it is their own.
        var inPlaceOf: String?
    }

    @Argument(help: "A rota; without one, all.") var name: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let rotas = try wanted(Workplace.open(config.config).settings.routing.people.rotas)
        let now = Date()
        if output.json { return try Output.json(rotas.map { Self.row($0, now) }) }
        guard !rotas.isEmpty else { return print("There is no `duty` in \(config.config).") }
        print(rotas.map { Self.text(Self.row($0, now)) }.joined(separator: "\n\n"))
    }

    private func wanted(_ rotas: [Rota]) throws -> [Rota] {
        guard let name else { return rotas }
        guard let rota = rotas.first(where: { $0.name == name }) else {
            let known = rotas.isEmpty ? "none" : rotas.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no rota \"\(name)\" in `duty`; there \(rotas.count == 1 ? "is" : "are") \(known).")
        }
        return [rota]
    }

    private static func row(_ rota: Rota, _ now: Date) -> Row {
        let zones = FoundationZones()
        let turns = rota.turns(from: now, count: 11, zones).map { Turn(person: $0.person, from: $0.from, until: $0.until, inPlaceOf: $0.inPlaceOf) }
        return Row(name: rota.name, timeZone: rota.timeZone, onDuty: rota.onDuty(at: now, zones), turns: turns)
    }

    /// The present turn in the head, the ten that follow it below.
    private static func text(_ row: Row) -> String {
        let lines = row.turns.dropFirst().map { turn in
            "  \(LocalTime.text(turn.from, in: row.timeZone))  \(turn.person)\(turn.inPlaceOf.map { ", in place of \($0)" } ?? "")"
        }
        let until = row.turns.first.map { ", until \(LocalTime.text($0.until, in: row.timeZone))" } ?? ""
        return (["\(row.name) (\(row.timeZone)): \(row.onDuty) is on duty\(until)."] + lines).joined(separator: "\n")
    }
}
