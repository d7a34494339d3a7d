import StockbellCore
import StockbellStore

/// What a store must hold whenever somebody looks.
extension Oracle {
    /// Nothing that was answered is lost.
    func judgeAcknowledged(_ rows: MemoryState) {
        for id in acknowledged.keys where rows.arrivals[id] == nil {
            return world.violate("post \(posts[id]?.number ?? 0) was answered 200 and is lost")
        }
    }

    /// What `stockbell audit` would find.
    func judgeLaw(_ rows: MemoryState) {
        let report = Law(channels: Array(channels.values)).report(on: rows.holdings)
        if let breach = report.breaches.first { world.violate("the law is broken: \(breach)") }
    }

    /// The faults are over and everything had its time.
    func judgeEnd(_ rows: MemoryState, _ truth: Truth) {
        judgeAcknowledged(rows)
        judgeLaw(rows)
        for (id, verdict) in acknowledged {
            let isQuarantined = posts[id].map { $0.isPoison || $0.decoded.isQuarantined } ?? false
            if isQuarantined != (verdict == .quarantined) {
                return world.violate("post \(posts[id]?.number ?? 0) was answered as \(verdict.rawValue)")
            }
        }
        var carried: [Alert.ID: [Delivery]] = [:]
        for delivery in rows.deliveries.values {
            guard delivery.state.isFinished else { return world.violate("\(text(delivery)) is \(delivery.state.rawValue) for ever") }
            if delivery.state == .delivered && taken[delivery.id] == nil { return world.violate("\(text(delivery)) is delivered to nobody") }
            if delivery.state != .delivered && delivery.reason == nil { return world.violate("\(text(delivery)) is not sent without a reason") }
            for alert in delivery.alerts { carried[alert, default: []].append(delivery) }
        }
        let watched = AgendaItem.Key(.quiet, "tills")
        let isSilent = rows.incidents.values.contains { $0.isOpen && $0.trouble == Trouble.key(source: "tills", .quiet) }
        if rows.pulses["tills"] != nil, rows.agendaItems[watched] == nil, !isSilent { return world.violate("nobody looks whether tills goes silent") }
        let reasons = Dictionary(grouping: rows.suppressions, by: \.alert)
        for (id, told) in truth.told {
            for want in Shop.wanting(told.kind) {
                let isCarried = carried[id]?.contains { $0.department == want.department && $0.address == want.address } ?? false
                let isExplained = reasons[id]?.contains { $0.department == want.department && $0.address == want.address } ?? false
                if !isCarried && !isExplained { return world.violate("\(want.address) never hears that \(told.level) is \(told.kind.rawValue)") }
            }
        }
    }
}

extension Decoded {
    fileprivate var isQuarantined: Bool {
        if case .quarantined = self { true } else { false }
    }
}
