import FoundationEssentials
package import StockbellCore
import StockbellSources

extension Workplace {
    /// What `connect` found and did, a line each.
    package struct Connection: Sendable {
        package fileprivate(set) var lines: [String] = []
        /// Whether the platform tells the source everything, as far as is known.
        package fileprivate(set) var isGood = true
    }

    /// Looks at a source's token and webhooks, and makes or revives those that are missing.
    ///
    /// - Parameter isDryRun: nothing is changed.
    /// - Throws: `SetupError` where config.json lacks something that this needs.
    package func connect(_ source: SourceSettings, isDryRun: Bool) async throws -> Connection {
        guard let api = PlatformAPIs.hooks(for: source) else {
            let reason =
                source.platform.hasReadableAPI
                ? "sources.\(source.name) has no token: put \"storeHash\" and \"token\" into config.json."
                : "\(source.platform.name) has no webhooks that Stockbell could make; README says how to connect it."
            throw SetupError([reason])
        }
        guard let destination = settings.destination(of: source) else {
            throw SetupError(["config.json has no \"publicURL\": the platform must know where to post to."])
        }
        let line = APILine()
        defer { line.shutdown() }
        var connection = Connection()
        let status = await line.perform(api.probe).status
        connection.say(
            status == 200,
            status == 200
                ? "The token may read the inventory." : "The token may not read the inventory (HTTP \(status)): it needs the scope \(api.probeScope)."
        )
        let hooks: [PlatformHook]
        do throws(HookTrouble) {
            hooks = try await line.hooks(api)
        } catch {
            connection.say(false, "Its webhooks cannot be listed: \(error.reason).")
            return connection
        }
        for step in HookPlan(hooks, scopes: api.scopes, destination: destination).steps {
            await take(step, to: destination, source, api, line, isDryRun, &connection)
        }
        for hook in hooks where hook.destination != destination {
            connection.lines.append("Also there: \(hook.scope) to \(hook.destination)\(hook.isActive ? "" : ", switched off"); left as it is.")
        }
        return connection
    }

    private func take(
        _ step: HookPlan.Step, to destination: String, _ source: SourceSettings, _ api: any HookAPI, _ line: APILine, _ isDryRun: Bool,
        _ connection: inout Connection
    ) async {
        let (request, scope, verb): (APIRequest, String, String)
        switch step {
        case .fine(let hook): return connection.lines.append("\(hook.scope): is there, and active.")
        case .revive(let hook): (request, scope, verb) = (api.revive(hook, headers: source.expectedHeaders), hook.scope, "revived")
        case .create(let wanted): (request, scope, verb) = (api.create(wanted, to: destination, headers: source.expectedHeaders), wanted, "made")
        }
        if isDryRun { return connection.lines.append("\(scope): would be \(verb), to \(destination).") }
        let response = await line.perform(request)
        let isDone = (200..<300).contains(response.status)
        connection.say(isDone, "\(scope): \(isDone ? verb : "could not be \(verb): \(response.error ?? "HTTP \(response.status)")").")
    }
}

extension Workplace.Connection {
    fileprivate mutating func say(_ isGood: Bool, _ line: String) {
        lines.append(line)
        self.isGood = self.isGood && isGood
    }
}

extension Settings {
    /// The URL that a source's platform posts to; nil: there is no `publicURL`.
    func destination(of source: SourceSettings) -> String? { publicURL.map { "\($0)/events/\(source.name)" } }
}
