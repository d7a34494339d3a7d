import StockbellCore
import Synchronization

/// A far side that answers as a test tells it.
final class FakeCarrier: Carrier {
    /// What it answers at once; nil: the test answers by `finish`.
    typealias Script = @Sendable (Parcel) -> Outcome?

    private let script: Mutex<Script>
    private let open = Mutex<[Delivery.ID: @Sendable (Outcome) -> Void]>([:])
    let parcels = Record<Parcel>()

    /// - Parameter script: without one nothing is answered before `finish`.
    init(_ script: @escaping Script = { _ in nil }) {
        self.script = Mutex(script)
    }

    func answer(_ script: @escaping Script) { self.script.withLock { $0 = script } }

    func carry(_ parcel: Parcel, _ done: @escaping @Sendable (Outcome) -> Void) {
        let outcome = script.withLock { $0 }(parcel)
        if outcome == nil { open.withLock { $0[parcel.id] = done } }
        parcels.add(parcel)
        if let outcome { done(outcome) }
    }

    /// Answers the attempt of that delivery that is under way.
    func finish(_ delivery: Delivery.ID, _ outcome: Outcome) {
        open.withLock { $0.removeValue(forKey: delivery) }?(outcome)
    }

    var underWay: Int { open.withLock { $0.count } }
}
