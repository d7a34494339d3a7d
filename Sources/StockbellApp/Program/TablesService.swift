import FoundationEssentials
import Logging
import ServiceLifecycle
import StockbellCore
import StockbellEngine

/// Takes over the tables that a shop edits while Stockbell runs, once they have been left alone for half a second.
struct TablesService: Service {
    let tables: TableFiles
    let clerk: Clerk
    let settings: Settings
    let log: Logger

    private static let pause = Duration.milliseconds(500)
    /// So many skipped rows are named in the log.
    private static let mostNamed = 5

    func run() async throws {
        for path in tables.paths { clerk.note(.troubleOver(Self.key(TableFiles.name(of: path)))) }
        guard !tables.paths.isEmpty else { return await wait() }
        await cancelWhenGracefulShutdown {
            var settings = settings
            var (taken, last) = (tables.stamps(), tables.stamps())
            var refused: String?
            while !Task.isCancelled {
                // Cancelled: the loop ends.
                try? await Task.sleep(for: Self.pause)
                let stamps = tables.stamps()
                defer { last = stamps }
                guard !Task.isCancelled, stamps != taken, stamps == last else { continue }
                taken = stamps
                switch await read(over: settings) {
                case .read(let new, let changes, let skipped):
                    settings = new
                    clerk.replace(new)
                    if let table = refused { clerk.note(.troubleOver(Self.key(table))) }
                    refused = nil
                    tell(changes, skipped)
                case .refused(let table, let reason):
                    if let before = refused, before != table { clerk.note(.troubleOver(Self.key(before))) }
                    refused = table
                    log.error("\(table) is not taken, what was read before goes on counting: \(reason)")
                    clerk.note(.trouble(Self.trouble(table, reason)))
                }
            }
        }
    }

    /// Stays until the stop: a service that ends would end all.
    private func wait() async {
        try? await gracefulShutdown()
    }

    /// On a thread of its own: a large catalogue takes a while, and Swift's few threads have others to serve.
    private func read(over settings: Settings) async -> TableFiles.Reading {
        let thread = OwnThread()
        defer { thread?.end() }
        return await withTaskExecutorPreference(thread) { [tables] in tables.read(over: settings) }
    }

    private func tell(_ changes: TableChanges, _ skipped: [String]) {
        if changes.tables.isEmpty, skipped.isEmpty { return }
        let rows = skipped.isEmpty ? "" : "; skipped: \(skipped.count)"
        let what = changes.tables.isEmpty ? "Tables were read again, nothing is different" : changes.tables.map(\.description).joined(separator: "; ")
        log.notice("\(what)\(rows). Items are judged anew at their next event.")
        for line in skipped.prefix(Self.mostNamed) { log.warning("\(line)") }
    }

    private static func key(_ table: String) -> String { "table:\(table)" }

    private static func trouble(_ table: String, _ reason: String) -> Trouble {
        Trouble(
            key: key(table), title: "\(table) is not taken", text: reason.prefix(1).uppercased() + reason.dropFirst() + ".",
            fix: "Mend the file; until then what was read before goes on counting. If it is meant to be so, restart Stockbell.")
    }
}
