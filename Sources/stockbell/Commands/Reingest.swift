import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell reingest`: a second chance for what could not be understood when it came.
struct Reingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have today's Stockbell read again what it could not understand when it came; a running server sends what follows from it.",
        discussion: """
            The bytes are those that came; that they were genuine was checked then. A body counts as received when it was: what has come since \
            is not overwritten. What is understood now is applied once; what is not stays quarantined, with the new reason.
            """)

    @Argument(help: "Events' or bodies' ids, or how they begin (at least 6 characters).") var ids: [String] = []
    @Option(help: "All of this source.") var source: String?
    @Flag(help: "All that is quarantined.") var all = false
    @Flag(help: "Only say what would become of it.") var dryRun = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func validate() throws {
        guard [!ids.isEmpty, source != nil, all].count(where: \.self) == 1 else {
            throw ValidationError("Say which: ids, or --source, or --all; one of the three. --dry-run shows what would be done.")
        }
        if let id = ids.first(where: { $0.count < 6 }) { throw ValidationError("\"\(id)\" is too short; give at least 6 characters of the id.") }
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let arrivals = try await workplace.quarantined(ids: ids, source: source)
        var all: [Workplace.Reread] = []
        try await workplace.reingest(arrivals, isDryRun: dryRun) { reread in
            all.append(reread)
            if !output.json { Self.show(reread) }
        }
        if output.json { return try Output.json(all) }
        let events = all.flatMap(\.events)
        let open = events.count { $0.state == .quarantined }
        let counts = "\(all.count) \(all.count == 1 ? "body" : "bodies") read again: \(events.count - open) understood, \(open) still not"
        print(all.isEmpty ? "Nothing is quarantined." : dryRun ? "\(counts). Nothing was changed (--dry-run)." : "\(counts).")
    }

    private static func show(_ reread: Workplace.Reread) {
        if let reason = reread.leftBecause { return print("\(reread.arrival)  \(reread.source)  left: \(reason)") }
        for event in reread.events {
            let item = [event.item?.displayName, event.place.map { "@ \($0.displayName)" }].compactMap { $0 }.joined(separator: " ")
            print("\(event.id)  \(reread.source)  \(item.isEmpty ? "" : item + "  ")\(event.state.rawValue): \(event.reason)")
        }
    }
}
