import FoundationEssentials
package import StockbellCore
import StockbellEngine
import StockbellStore

/// Silences that somebody makes and ends by hand, beside those of config.json.
extension Workplace {
    /// The rules of time zones.
    package var zones: some ZoneRules { FoundationZones() }

    /// Those of config.json, then those that commands made and that hold.
    package func silences() async throws -> [Silence] {
        let now = Date()
        let made = try await openStore().silences().filter { $0.end(at: now, zones) != nil }
        return settings.routing.silences + made
    }

    /// Begins a silence, or changes the one of its name; as it is kept.
    package func silence(_ silence: Silence) async throws -> Silence {
        let store = try SQLiteStore.open(path: settings.store, mode: .command) { Date() }
        _ = try await Self.apply(.silence(silence), ledger, store, isDryRun: false)
        let kept = try await store.silences().first { $0.name == silence.name }
        try store.close()
        return kept ?? silence
    }

    /// Ends a silence that a command made; false: there is none of that name.
    package func unsilence(_ name: String) async throws -> Bool {
        let store = try openStore()
        let (result, _) = try await Self.apply(.unsilence(name), ledger, store, isDryRun: false)
        try store.close()
        return !result.unsilenced.isEmpty
    }
}
