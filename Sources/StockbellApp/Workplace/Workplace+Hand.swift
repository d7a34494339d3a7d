import FoundationEssentials
package import StockbellCore
import StockbellEngine
import StockbellStore

/// What somebody does by hand, beside a running server or without one; it sends nothing itself.
extension Workplace {
    /// Longer than a server that waits for the store sleeps between two looks at it: many steps in a row must not shut it out.
    private static let giveWay = Duration.milliseconds(110)

    /// Has picked deliveries tried again.
    ///
    /// - Parameters:
    ///   - isDryRun: only say what would become of each.
    ///   - handled: called for each of them, in the order of the ids.
    package func retry(_ selection: DeliverySelection, isDryRun: Bool, handled: (Handled) -> Void) async throws {
        try await handle(Input.retry, selection, isDryRun: isDryRun, handled)
    }

    /// Leaves picked deliveries that wait unsent for ever.
    ///
    /// - Parameters:
    ///   - isDryRun: only say what would become of each.
    ///   - handled: called for each of them, in the order of the ids.
    package func cancel(_ selection: DeliverySelection, isDryRun: Bool, handled: (Handled) -> Void) async throws {
        try await handle(Input.cancel, selection, isDryRun: isDryRun, handled)
    }

    /// Holds a scope back, instead of an earlier pause by hand.
    ///
    /// - Parameter length: nil: until it is resumed.
    package func pause(_ scope: Pause.Scope, for length: Duration?, because reason: String?) async throws -> Pause? {
        let store = try SQLiteStore.open(path: settings.store, mode: .command) { Date() }
        let now = Date()
        let pause = Pause(
            scope: scope, origin: .hand, since: now, until: length.map { now.addingTimeInterval($0.inSeconds) }, reason: reason ?? "")
        let (_, pauses) = try await Self.apply(.pause(pause), ledger, store, isDryRun: false)
        try store.close()
        return pauses.first { $0.key == pause.key }
    }

    /// Ends what was paused by hand, and tries at once what failed.
    ///
    /// - Parameter scope: nil: all of it.
    /// - Returns: what was lifted, and all that is still paused.
    package func resume(_ scope: Pause.Scope?) async throws -> (lifted: [Pause], kept: [Pause]) {
        let store = try openStore()
        let (result, pauses) = try await Self.apply(.resume(scope), ledger, store, isDryRun: false)
        try store.close()
        let now = Date()
        return (result.lifted, pauses.filter { $0.origin != .rate && $0.holds(at: now) })
    }

    private func handle(
        _ input: @Sendable (DeliverySelection) -> Input, _ selection: DeliverySelection, isDryRun: Bool, _ handled: (Handled) -> Void
    ) async throws {
        let store = try openStore()
        var selection = selection
        while true {
            let (result, _) = try await Self.apply(input(selection), ledger, store, isDryRun: isDryRun)
            result.handled.forEach(handled)
            guard result.handled.count == selection.limit, let last = result.handled.last else { break }
            selection.after = last.delivery.id
            try await Task.sleep(for: Self.giveWay)
        }
        try store.close()
    }

    /// One transaction; a dry run works on a copy of the book, so that nothing is written.
    static func apply(_ input: Input, _ ledger: Ledger, _ store: SQLiteStore, isDryRun: Bool) async throws -> (Ledger.Result, [Pause]) {
        try await store.transact(ledger.keys(for: [input])) { book in
            var (trial, slots, ids, chance) = (book, [String: Int](), ULIDSource(SystemRandomNumberGenerator()), SystemRandomNumberGenerator())
            let result = try ledger.apply([input], to: &trial, slots: &slots, ids: &ids, chance: &chance)
            if !isDryRun { book = trial }
            return (result, trial.pauses.values.sorted { $0.scope.description < $1.scope.description })
        }
    }
}
