import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let lanes: [StoreContract] = [
        StoreContract("what is pending and due may be claimed, by due time and then by birth") { world in
            var deliveries: [Delivery] = []
            for (number, seconds) in [(0, -5.0), (1, -9), (2, -5), (3, 0), (4, 1)] {
                let (_, alert) = try await world.incident(.make(item: "\(number)"))
                deliveries.append(try await world.delivery(of: alert, dueIn: seconds))
            }
            let (_, alert) = try await world.incident(.make(item: "5"))
            for state in Delivery.State.allCases where state != .pending { _ = try await world.delivery(of: alert, to: "mail:\(state)", state) }
            try await expectEqual(world.store.claimable(), [1, 0, 2, 3].map { deliveries[$0].id })
            world.time.advance(by: 1)
            try await expectEqual(world.store.claimable(), [1, 0, 2, 3, 4].map { deliveries[$0].id })
        },
        StoreContract("a delivery waits for an unfinished earlier one of its lane, and for no other") { world in
            for (number, state) in Delivery.State.allCases.filter({ $0 != .gathering }).enumerated() {
                let address = "mail:\(number)"
                let (_, alert) = try await world.incident(.make(item: "\(number)"))
                // Not due, so that it is not claimable itself.
                let earlier = try await world.delivery(of: alert, to: address, state, dueIn: 1000)
                let later = try await world.delivery(of: alert, to: address)
                let elsewhere = try await world.delivery(of: alert, to: "mail:\(number)+other")
                let found = try await world.store.claimable()
                try expectEqual(found.contains(later.id), earlier.state.isFinished, "behind \(state):")
                try expect(found.contains(elsewhere.id), "another address behind \(state)")
            }
        },
        StoreContract("a lane is one of a level, whatever the incident, and of a trouble") { world in
            let subject = Subject.make()
            let first = try await world.incident(subject)
            var closed = first.incident
            (closed.closedAt, closed.closed) = (world.time.now, .ok)
            try await world.store.put { [closed] in $0.put(closed) }
            let second = try await world.incident(subject)
            let other = try await world.incident(.make(place: "2"))
            let earlier = try await world.delivery(of: first.alert, .sending, dueIn: 1000)
            _ = try await world.delivery(of: second.alert)
            let beside = try await world.delivery(of: other.alert)
            var troubles: [Delivery.ID] = []
            for key in ["channel:a", "channel:b"] {
                let incident = Incident(id: world.id(), trouble: key, openedAt: world.time.now, told: .out, toldAt: world.time.now)
                let alert = Alert.make(id: world.id(), incident: incident.id, kind: .trouble)
                try await world.store.put { book in
                    book.put(incident)
                    book.add(alert)
                }
                troubles.append(try await world.delivery(of: alert).id)
            }
            try await expectEqual(Set(world.store.claimable()), Set([beside.id] + troubles), "behind \(earlier.id)")
        },
        StoreContract("nothing of a lane goes while a later one of it is under way") { world in
            let (_, alert) = try await world.incident()
            let replayed = try await world.delivery(of: alert)
            var later = try await world.delivery(of: alert, .sending, dueIn: 1000)
            try await expectEqual(world.store.claimable(), [])
            (later.state, later.leaseUntil, later.finishedAt) = (.delivered, nil, world.time.now)
            try await world.store.put { [later] in $0.put(later) }
            try await expectEqual(world.store.claimable(), [replayed.id])
        },
        StoreContract("a lane without a recipient is a lane too, and a summary is in none") { world in
            let (_, alert) = try await world.incident()
            let first = try await world.delivery(of: alert, to: "chat")
            _ = try await world.delivery(of: alert, to: "chat")
            let summaries = (0..<2).map { _ in Delivery.make(id: world.id(), alerts: [alert.id], incident: nil, address: Address(channel: "chat")) }
            try await world.store.put { book in summaries.forEach { book.put($0) } }
            try await expectEqual(Set(world.store.claimable("chat")), Set([first.id] + summaries.map(\.id)))
        },
        StoreContract("no more are claimable than were asked for, channel by channel") { world in
            var ids: [String: [Delivery.ID]] = [:]
            for number in 0..<5 {
                let (_, alert) = try await world.incident(.make(item: "\(number)"))
                for channel in ["mail", "chat", "hook"] { ids[channel, default: []].append(try await world.delivery(of: alert, to: channel).id) }
            }
            let found = try await world.store.look(BookKeys(claims: ["mail": 2, "chat": 10, "sms": 3, "hook": 0])) {
                $0.claimable.filter { !$0.value.isEmpty }
            }
            try expectEqual(found, ["mail": Array((ids["mail"] ?? []).prefix(2)), "chat": ids["chat"] ?? []])
        },
        StoreContract("the book says when the next delivery of a channel becomes due") { world in
            let (_, alert) = try await world.incident()
            for (address, seconds) in [("mail:a", -1.0), ("mail:b", 60), ("mail:c", 30), ("chat", 5)] {
                _ = try await world.delivery(of: alert, to: address, dueIn: seconds)
            }
            let next = try await world.store.look(BookKeys(claims: ["mail": 1, "sms": 1])) { $0.nextPending }
            try expectEqual(next, ["mail": world.time.now.addingTimeInterval(30)])
        },
        StoreContract("what may be claimed comes with the alerts that it carries") { world in
            let (incident, alert) = try await world.incident()
            let more = (0..<3).map { _ in Alert.make(id: world.id(), incident: incident.id) }
            let single = try await world.delivery(of: alert)
            let several = Delivery.make(id: world.id(), alerts: [more[2], more[0], alert].map(\.id), incident: nil, gathersFor: "shop")
            try await world.store.put { book in
                more.forEach { book.add($0) }
                book.put(several)
            }
            let (deliveries, alerts) = try await world.store.look(BookKeys(claims: ["mail": 9])) { ($0.deliveries, Set($0.alerts.values)) }
            try expectEqual(deliveries, [single.id: single, several.id: several])
            try expectEqual(alerts, [alert, more[0], more[2]])
        },
    ]
}
