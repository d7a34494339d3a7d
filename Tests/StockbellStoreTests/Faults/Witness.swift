import FoundationEssentials
import StockbellCore
import Synchronization

@testable import StockbellStore

/// Knows what a store on a faulty disk had to hold at each moment: what it held whenever somebody was told that his work is kept.
final class Witness: Sendable {
    /// What was there once so many events had happened on the disk.
    struct Moment {
        var events: Int
        var contents: String
    }

    let disk: FaultyDisk
    private let turnstile = Turnstile()
    private let seen = Mutex<[Moment]>([])

    init(_ disk: FaultyDisk) {
        self.disk = disk
    }

    var moments: [Moment] { seen.withLock { $0 } }

    /// Lets one piece of work at a time pass, and looks at what it left.
    func watch<R: Sendable>(_ store: SQLiteStore, _ work: () async throws -> R) async throws -> R {
        try await turnstile.pass {
            let result = try await work()
            let events = disk.events
            let contents = try await store.contents()
            seen.withLock { if $0.last?.contents != contents { $0.append(Moment(events: events, contents: contents)) } }
            return result
        }
    }

    /// Opens the disk's store, watched.
    func open(_ mode: SQLiteStore.Mode = .command, by time: @escaping @Sendable () -> Date) async throws -> WatchedStore {
        let store = try SQLiteStore.open(path: disk.store, mode: mode, now: time)
        try await watch(store) {}
        return WatchedStore(store, by: self)
    }

    /// What the disk may hold if the power is lost after so many events: all that was told to be kept, and of what was under way then all or
    /// nothing.
    func allowed(after events: Int) -> [String] {
        let moments = moments
        let next = moments.firstIndex { $0.events > events } ?? moments.endIndex
        return moments[max(0, next - 1)..<min(next + 1, moments.endIndex)].map(\.contents)
    }
}
