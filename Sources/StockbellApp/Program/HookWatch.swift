import Logging
import StockbellCore
import StockbellEngine
import StockbellSources

/// Looks at the start and once a day whether a source's platform has switched its webhooks off: from then on there is only silence.
struct HookWatch: Sendable {
    let source: SourceSettings
    let api: any HookAPI
    let destination: String
    let clerk: Clerk
    let log: Logger

    private static let pause = Duration.seconds(86_400)
    private static let shortPause = Duration.seconds(3600)

    /// Returns when the task is cancelled.
    func run() async {
        let line = APILine()
        while !Task.isCancelled {
            let isDone = await look(line)
            // Cancelled: the loop ends.
            try? await Task.sleep(for: isDone ? Self.pause : Self.shortPause)
        }
        line.shutdown()
    }

    /// False: they cannot be listed now.
    private func look(_ line: APILine) async -> Bool {
        do throws(HookTrouble) {
            let dead = HookPlan(try await line.hooks(api), scopes: api.scopes, destination: destination).dead
            clerk.note(dead.isEmpty ? .troubleOver(key) : .trouble(trouble(dead)))
            return true
        } catch {
            if !Task.isCancelled { log.warning("The webhooks of \(source.name) cannot be looked at: \(error.reason).") }
            return false
        }
    }

    private var key: String { "hooks:\(source.name)" }

    private func trouble(_ dead: [PlatformHook]) -> Trouble {
        Trouble(
            key: key, title: "\(source.platform.name) has switched off webhooks of \(source.name)",
            text: "It tells nothing any more of \(dead.map(\.scope).joined(separator: ", ")).",
            fix: "`stockbell connect \(source.name)` revives them; what happened meanwhile, the next sweep finds.")
    }
}
