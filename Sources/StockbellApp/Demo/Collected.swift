import Synchronization

/// Takes the demo's rows out of the closure in which they are found.
final class Collected: Sendable {
    private let rows = Mutex<[Demonstration.Row]>([])

    func set(_ rows: [Demonstration.Row]) {
        self.rows.withLock { $0 = rows }
    }

    func get() -> [Demonstration.Row] {
        rows.withLock { $0 }
    }
}
