import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let selections: [StoreContract] = [
        StoreContract("what somebody picks is found by state, channel, department, recipient, time and id") { world in
            var all: [Delivery] = []
            for (number, state) in (Delivery.State.allCases + Delivery.State.allCases).enumerated() {
                let (_, alert) = try await world.incident(.make(item: "\(number)"))
                var delivery = try await world.delivery(of: alert, to: number.isMultiple(of: 3) ? "chat" : "mail:\(number % 2)", state)
                delivery.department = number < 5 ? "sales" : "purchasing"
                try await world.store.put { [delivery] in $0.put(delivery) }
                all.append(delivery)
                world.time.advance(by: 1)
            }
            let (middle, every) = (all[7].createdAt, Set(Delivery.State.allCases))
            let selections = [
                DeliverySelection(states: every), DeliverySelection(states: []), DeliverySelection(states: [.dead]),
                DeliverySelection(states: [.dead, .unknown, .suppressed]), DeliverySelection(states: [.held, .gathering, .pending]),
                DeliverySelection(states: [.sending]), DeliverySelection(states: [.dead, .pending]),
                DeliverySelection(states: every, channel: "chat"), DeliverySelection(states: [.pending, .held], channel: "mail"),
                DeliverySelection(states: every, department: "sales"), DeliverySelection(states: every, recipient: "1"),
                DeliverySelection(states: every, since: middle), DeliverySelection(states: every, before: middle),
                DeliverySelection(states: [.dead, .unknown], since: middle), DeliverySelection(states: every, after: all[4].id, limit: 3),
                DeliverySelection(states: [.pending, .sending], after: all[3].id, limit: 1), DeliverySelection(states: every, limit: 0),
                DeliverySelection(ids: Set([all[9], all[2], all[5]].map(\.id)), states: every),
                DeliverySelection(ids: Set(all.map(\.id)), states: [.dead, .delivered], after: all[8].id, limit: 1),
                DeliverySelection(ids: [], states: every),
            ]
            let found = try await world.another().look(BookKeys(selections: selections)) { ($0.selected, $0.deliveries) }
            for selection in selections {
                let expected = all.filter { fits($0, selection) }.prefix(selection.limit)
                try expectEqual(found.0[selection], expected.map(\.id), "\(selection)")
                try expect(expected.allSatisfy { found.1[$0.id] == $0 }, "whole deliveries of \(selection)")
            }
        },
        StoreContract("what is picked comes with its alerts, and with the levels and incidents by which they are still true") { world in
            let subject = Subject.make(isTest: true)
            let (closed, other) = (try await world.incident(subject), try await world.incident(.make(item: "78")))
            var over = closed.incident
            (over.closedAt, over.closed) = (world.time.now, .ok)
            try await world.store.put { [over] in $0.put(over) }
            let open = try await world.incident(subject)
            let single = try await world.delivery(of: closed.alert, .dead)
            var summary = Delivery.make(id: world.id(), alerts: [other.alert.id, open.alert.id], incident: nil, gathersFor: "shop", state: .dead)
            summary.finishedAt = world.time.now
            try await world.store.put { [summary] in $0.put(summary) }
            let keys = BookKeys(selections: [DeliverySelection(states: [.dead])])
            try await world.store.look(keys) { [summary] book in
                try expectEqual(Set(book.selected.values.joined()), [single.id, summary.id])
                try expectEqual(Set(book.alerts.values), [closed.alert, other.alert, open.alert])
                try expectEqual(book.incident(subject.key), open.incident)
                try expectEqual(book.incident(other.alert.subject.key), other.incident)
                try expectEqual(book.level(subject.key)?.condition, .out)
            }
        },
        StoreContract("deliveries are found by how their id begins") { world in
            let (_, alert) = try await world.incident()
            let first = try await world.delivery(of: alert)
            world.time.advance(by: 1_000_000)
            let second = try await world.delivery(of: alert)
            try await expectEqual(world.store.deliveries(beginning: second.id.string, limit: 2), [second])
            try await expectEqual(world.store.deliveries(beginning: String(first.id.string.prefix(10)), limit: 2), [first])
            try await expectEqual(world.store.deliveries(beginning: "0", limit: 5), [first, second])
            try await expectEqual(world.store.deliveries(beginning: "0", limit: 1), [first])
            try await expectEqual(world.store.deliveries(beginning: "%", limit: 5), [])
        },
    ]

    private static func fits(_ delivery: Delivery, _ selection: DeliverySelection) -> Bool {
        let isMeant = selection.ids?.contains(delivery.id) ?? true
        let isOfTime = selection.since.map { delivery.createdAt >= $0 } ?? true && selection.before.map { delivery.createdAt < $0 } ?? true
        return isMeant && isOfTime && selection.states.contains(delivery.state) && delivery.id > selection.after ?? .init("")
            && selection.channel ?? delivery.address.channel == delivery.address.channel
            && selection.department ?? delivery.department == delivery.department
            && (selection.recipient == nil || selection.recipient == delivery.address.recipient)
    }
}
