import FoundationEssentials
import Logging
import ServiceLifecycle
import StockbellCore
import StockbellEngine
import Synchronization
import UnixSignals

/// Takes config.json, its tables and its letters over while Stockbell runs: at SIGHUP, and once they have been left alone for half a second.
struct ReloadService: Service {
    let workplace: Workplace
    let clerk: Clerk
    let records: any Records
    let log: Logger
    /// Puts everything in place for what was read.
    let takeOver: @Sendable (Workplace) -> Void

    private static let pause = Duration.milliseconds(500)

    func run() async throws {
        for path in workplace.files.tables + [workplace.files.config] { clerk.note(.troubleOver(Self.key(WorkFiles.name(of: path)))) }
        await cancelWhenGracefulShutdown {
            let signal = Signal()
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await _ in await UnixSignalsSequence(trapping: .sighup) { signal.note() }
                }
                group.addTask { await watch(signal) }
            }
        }
    }

    /// Whether SIGHUP came since somebody looked.
    private final class Signal: Sendable {
        private let came = Mutex(false)

        func note() { came.withLock { $0 = true } }

        func take() -> Bool {
            came.withLock { came in
                defer { came = false }
                return came
            }
        }
    }

    private func watch(_ signal: Signal) async {
        var workplace = workplace
        var (taken, last) = (workplace.files.stamps(), workplace.files.stamps())
        var refused: String?
        while !Task.isCancelled {
            // Cancelled: the loop ends.
            try? await Task.sleep(for: Self.pause)
            let stamps = workplace.files.stamps()
            defer { last = stamps }
            let isWanted = signal.take()
            guard !Task.isCancelled, isWanted || stamps != taken && stamps == last else { continue }
            taken = stamps
            let next = await succession(to: workplace)
            let before = refused
            refused = next.refused
            if let before, before != refused { clerk.note(.troubleOver(Self.key(before))) }
            guard let new = next.workplace else {
                tell(next)
                continue
            }
            takeOver(new)
            workplace = new
            taken = new.files.stamps()
            await tell(next, isWanted: isWanted)
        }
    }

    /// On a thread of its own: a large catalogue takes a while, and Swift's few threads have others to serve.
    private func succession(to before: Workplace) async -> Succession {
        let thread = OwnThread()
        defer { thread?.end() }
        return await withTaskExecutorPreference(thread) { Succession(from: before, to: Workplace.inspect(before.files.config)) }
    }

    private func tell(_ next: Succession) {
        let file = next.refused ?? ""
        log.error("\(file) is not taken, what was read before goes on counting: \(next.lines.joined(separator: "\n  "))")
        clerk.note(.trouble(Self.trouble(file, next.lines)))
    }

    private func tell(_ next: Succession, isWanted: Bool) async {
        guard !next.lines.isEmpty else {
            if isWanted { log.notice("Everything was read again; nothing is different.") }
            return
        }
        log.notice("Taken over: \(next.lines.joined(separator: "; ")). Items are judged anew at their next event.")
        guard let waiting = try? await records.unfinishedDeliveries(), waiting > 0 else { return }
        log.notice("\(waiting == 1 ? "1 message waits and goes" : "\(waiting) messages wait and go") out as decided before.")
    }

    private static func key(_ file: String) -> String { "table:\(file)" }

    private static func trouble(_ file: String, _ reasons: [String]) -> Trouble {
        let first = reasons.first ?? "it cannot be read"
        let more = reasons.count > 1 ? " (and \(reasons.count - 1) more)" : ""
        return Trouble(
            key: key(file), title: "\(file) is not taken", text: first.prefix(1).uppercased() + first.dropFirst() + "\(more).",
            fix: "Mend the file; until then what was read before goes on counting. If it is meant to be so, restart Stockbell.")
    }
}
