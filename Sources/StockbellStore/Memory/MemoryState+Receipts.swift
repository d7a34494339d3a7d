import FoundationEssentials
import StockbellCore

extension MemoryState {
    /// Deliveries as far sides call them; of several of one name on one channel the youngest.
    func reported(as names: Set<BookKeys.ProviderID>) -> [BookKeys.ProviderID: Delivery.ID] {
        guard !names.isEmpty else { return [:] }
        let named = deliveries.values.filter { $0.receipt?.isTracked == true }.compactMap { delivery in
            delivery.receipt?.providerID.map { (BookKeys.ProviderID(channel: delivery.address.channel, id: $0), delivery.id) }
        }
        return Dictionary(named, uniquingKeysWith: max).filter { names.contains($0.key) }
    }

    /// The handle of the youngest delivered message of the same incident, department and recipient; nil: none has one.
    func thread(of delivery: Delivery) -> (id: Delivery.ID, handle: String)? {
        let others = deliveries.values.filter { $0.incident == delivery.incident && $0.id != delivery.id && $0.isInThread(of: delivery) }
        return others.max { $0.id < $1.id }.flatMap { last in last.receipt?.thread.map { (last.id, $0) } }
    }

    /// Text segments that count of a day that began at that moment.
    func segments(_ key: SegmentKey, since: Date) -> SegmentCount {
        let counted = deliveries.values.filter { delivery in
            switch key {
            case .channel(let name): delivery.address.channel == name
            case .department(let name): delivery.department == name
            }
        }
        return counted.reduce(into: SegmentCount()) { count, delivery in
            let isOfToday = delivery.finishedAt.map { $0 >= since } ?? false
            if let segments = delivery.receipt?.segments, isOfToday { count.sent += segments }
            if delivery.state == .sending { count.underWay[delivery.address.channel, default: 0] += 1 }
            if delivery.isGivenUpInDoubt, isOfToday { count.unknown[delivery.address.channel, default: 0] += 1 }
        }
    }
}
