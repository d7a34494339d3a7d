import StockbellCore
import StockbellStore

/// What far sides said of messages that they took.
extension Oracle {
    /// What was answered for is kept, and what did not arrive was told elsewhere once.
    ///
    /// - Parameter heard: what was said of deliveries by our own ids, as far as it was answered for.
    func judgeReceipts(_ rows: MemoryState, _ heard: [Delivery.ID: Set<DeliveryReport.Fate>]) {
        for (id, fates) in heard {
            // Another try begins anew.
            guard let delivery = rows.deliveries[id], delivery.attempt == 1, delivery.round == 0 else { continue }
            let isKept: Bool =
                switch delivery.reported?.fate {
                case .arrived: true
                case .failed: !fates.contains(.arrived)
                case .underWay: fates == [.underWay]
                case nil: false
                }
            if !isKept {
                let said = fates.map(\.rawValue).sorted()
                return world.violate("\(text(delivery)) was said to be \(said), and is \(delivery.reported?.fate.rawValue ?? "nothing")")
            }
        }
        for (id, next) in Dictionary(grouping: rows.deliveries.values.filter { $0.follows != nil && !$0.isFollowing }, by: \.follows) {
            guard let delivery = id.flatMap({ rows.deliveries[$0] }), next.count > 1 + delivery.round else { continue }
            world.violate("\(text(delivery)) is told elsewhere \(next.count) times")
        }
    }
}
