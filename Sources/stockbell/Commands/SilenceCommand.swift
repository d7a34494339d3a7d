import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell silence`: nobody hears of some items for a while; without anything, what is silenced.
struct SilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "Tell nobody of some items for a while; what is still so at the end is told then. Without anything: list the silences.",
        discussion: """
            What is said of items must all be so; a pattern may have stars, and of several, any fits. `"silences"` of config.json has those that come \
            again.
            """)

    @Option(help: "Article numbers.") var sku: [String] = []
    @Option(help: "Items' names.") var named: [String] = []
    @Option(help: "Places.") var place: [String] = []
    @Option(help: "Sources.") var source: [String] = []
    @Option(help: "Categories of the catalogue.") var category: [String] = []
    @Option(help: "Suppliers of the catalogue.") var supplier: [String] = []
    @Option(help: "Tags of the catalogue.") var tag: [String] = []
    @Flag(help: "All items.") var all = false
    @Option(name: .customLong("for"), help: "For how long: 90s, 15m, 2h, 3d.", transform: Span.length) var length: Duration?
    @Option(help: "What it is called; a silence of that name that holds is changed.") var name: String?
    @Option(help: "Why, for those who wonder.") var because: String?
    @Option(help: "Who wants it.") var by: String?
    @Flag(help: "Forget what it held back, instead of telling at the end what is still so.") var forget = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    private var condition: Where? {
        let fields: [(Where.Field, [String])] = [
            (.sku, sku), (.name, named), (.place, place), (.source, source), (.category, category), (.supplier, supplier), (.tag, tag),
        ]
        let parts = fields.filter { !$0.1.isEmpty }.map { Where.field($0.0, .matches($0.1.map(Glob.init))) }
        return parts.isEmpty ? all ? .always : nil : parts.count == 1 ? parts[0] : .all(parts)
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        guard let condition else {
            guard length == nil, because == nil, name == nil else { throw CommandFailure("Say what to silence: --sku, --place, … or --all.") }
            return try await list(workplace)
        }
        if all, condition != .always { throw CommandFailure("Say --all, or which items; not both.") }
        guard let length else { throw CommandFailure("Say for how long: --for 4h.") }
        if let name, workplace.settings.routing.silences.contains(where: { $0.name == name }) {
            throw CommandFailure("A silence of config.json has the name \(name); give this one another.")
        }
        let now = Date()
        let silence = try await workplace.silence(
            Silence(
                name: name ?? condition.description, where: condition, span: .until(now.addingTimeInterval(length.inSeconds)),
                then: forget ? .forget : .summary, because: because, author: by, since: now))
        if output.json { return try Output.json(SilenceRow(silence, now: now, zones: workplace.zones)) }
        let end = SilenceRow(silence, now: now, zones: workplace.zones).until.map(Output.time) ?? "-"
        let then = forget ? "what it holds back is forgotten" : "what is still so is told then"
        print("Silence \"\(silence.name)\" holds until \(end); \(then). `stockbell unsilence \"\(silence.name)\"` ends it.")
    }

    private func list(_ workplace: Workplace) async throws {
        let now = Date()
        let rows = try await workplace.silences().map { SilenceRow($0, now: now, zones: workplace.zones) }
        if output.json { return try Output.json(rows) }
        if rows.isEmpty { return print("Nothing is silenced.") }
        var table = Table("NAME", "HOLDS", "ITEMS", "THEN", "BY", "WHY")
        for row in rows {
            let holds = row.until.map { "until \(Output.time($0))" } ?? "not now (\(row.during ?? ""))"
            table.add(row.name, holds, row.items, row.then, row.by ?? "config.json", row.because ?? "-")
        }
        print(table.text)
    }
}

/// `stockbell unsilence`: what is silenced is told again.
struct Unsilence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End a silence that a command made: what it held back and is still so is told now.")

    @Argument(help: "Its name, as `stockbell silence` lists it.") var name: String
    @OptionGroup var config: ConfigOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        guard try await workplace.unsilence(name) else {
            if workplace.settings.routing.silences.contains(where: { $0.name == name }) {
                throw CommandFailure("The silence \(name) stands in config.json; take it out there, or change its calendar.")
            }
            let names = try await workplace.silences().map(\.name)
            throw CommandFailure(
                "There is no silence \"\(name)\"\(Nearest.hint(for: name, in: names).isEmpty ? "." : Nearest.hint(for: name, in: names))")
        }
        print("Silence \"\(name)\" is over; what it held back and is still so goes out now.")
    }
}
