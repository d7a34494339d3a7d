import FoundationEssentials
import StockbellCore
import StockbellStore

/// What goes out, and what far sides take.
extension Oracle {
    func departs(_ flight: Flight, durable: MemoryState) {
        guard let channel = channels[flight.channel] else { return world.violate("\(text(flight.delivery)) has no channel") }
        guard durable.deliveries[flight.delivery.id].map({ $0.attempt >= flight.delivery.attempt }) ?? false else {
            return world.violate("\(text(flight.delivery)) goes out before its claim is on disk")
        }
        if flights.updateValue(flight, forKey: flight.key) != nil { world.violate("\(text(flight.delivery)) goes out twice as one attempt") }
        overdue["pending \(flight.channel)"] = nil
        underWay[flight.channel, default: 0] += 1
        if underWay[flight.channel, default: 0] > channel.concurrency {
            world.violate("\(flight.channel) has \(underWay[flight.channel, default: 0]) messages under way and may have \(channel.concurrency)")
        }
    }

    /// It had an outcome before any far side heard of it.
    func staysHere(_ flight: Flight, _ outcome: Outcome) {
        flight.outcome = outcome
        flights[flight.key] = flight
    }

    /// The far side took responsibility, whether or not we hear of it.
    func accepts(_ flight: Flight, _ truth: Truth) {
        flight.isAccepted = true
        let delivery = flight.delivery
        var taken = self.taken[delivery.id] ?? Taken()
        taken.times += 1
        let isKnownAgain = !taken.keys.insert(delivery.key.description).inserted
        let isMarked = delivery.mayBeDuplicate || channels[flight.channel]?.kind.isIdempotent == true && isKnownAgain
        // Two copies may overtake one another; one of them says that it may be the second.
        if !isMarked { taken.unmarked += 1 }
        self.taken[delivery.id] = taken
        guard let channel = channels[flight.channel] else { return }
        if taken.times > 1 {
            if channel.class == .sms && channel.ifUnsure == .giveUp && delivery.round == 0 {
                return world.violate("\(text(delivery)) is taken twice by phones")
            }
            if taken.times > 1 + taken.excuses { return world.violate("\(text(delivery)) is taken \(taken.times) times without need") }
            if taken.unmarked > 1 { return world.violate("\(text(delivery)) is repeated without a mark") }
            return
        }
        judgeSummary(flight, truth)
        guard delivery.round == 0, delivery.alerts.count == 1, let level = flight.level,
            let told = truth.told[delivery.alerts[0]] ?? truth.derived[delivery.alerts[0]]
        else {
            return
        }
        // Good news that could not be delivered is told elsewhere late, after what came since.
        if delivery.follows != nil, !told.kind.isBad { return }
        let lane = Lane(level: level, address: delivery.address)
        if let last = lanes[lane], last > told.number { return world.violate("\(text(delivery)) of \(level) is overtaken in its lane") }
        lanes[lane] = told.number
        let summary = summed[SummedLane(lane: lane, department: delivery.department)] ?? 0
        if summary > told.number { world.violate("\(text(delivery)) of \(level) is overtaken by a summary") }
    }

    /// A summary is in no lane, but what it tells was not told before older news of the same item.
    private func judgeSummary(_ flight: Flight, _ truth: Truth) {
        guard flight.delivery.incident == nil, flight.delivery.round == 0 else { return }
        for told in flight.delivery.alerts.compactMap({ truth.told[$0] }) {
            let lane = SummedLane(lane: Lane(level: told.level, address: flight.delivery.address), department: flight.delivery.department)
            summed[lane] = max(summed[lane] ?? 0, told.number)
        }
    }

    /// The answer is there; an attempt of a process that is gone has none.
    func comesBack(_ flight: Flight, _ outcome: Outcome) {
        flight.outcome = outcome
        underWay[flight.channel, default: 0] -= 1
    }

    /// The process that carried it is gone.
    func isLost(_ flight: Flight) {
        flight.isLost = true
        underWay[flight.channel, default: 0] -= 1
    }
}
