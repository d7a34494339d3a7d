import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let gathering: [StoreContract] = [
        StoreContract("a gathering delivery is found by its key while it gathers, and by no other key") { world in
            let key = GatheringKey(department: "purchasing", address: Address(channel: "chat"), gathers: .firstSights(source: "shop"))
            let (_, alert) = try await world.incident()
            var delivery = summary(key, of: [alert], world)
            try await world.store.put { [delivery] in $0.put(delivery, gathering: key) }
            try await expectEqual(find(key, world), delivery)
            let others = [
                GatheringKey(department: "sales", address: key.address, gathers: .firstSights(source: "shop")),
                GatheringKey(department: "purchasing", address: Address(channel: "chat", recipient: "x"), gathers: .firstSights(source: "shop")),
                GatheringKey(department: "purchasing", address: Address(channel: "mail"), gathers: .firstSights(source: "shop")),
                GatheringKey(department: "purchasing", address: key.address, gathers: .firstSights(source: "tills")),
            ]
            for other in others { try await expectEqual(find(other, world), nil) }
            delivery.state = .pending
            try await world.store.put { [delivery] in $0.put(delivery) }
            try await expectEqual(find(key, world), nil)
        },
        StoreContract("an item comes with the open summaries that carry its alerts") { world in
            let (mine, other) = (try await world.incident(), try await world.incident(.make(item: "78")))
            let carrying = summary(sales, of: [mine.alert, other.alert], world)
            let apart = summary(
                GatheringKey(department: "sales", address: Address(channel: "mail"), gathers: .firstSights(source: "shop")), of: [other.alert], world)
            var sent = summary(sales, of: [mine.alert], world)
            sent.state = .delivered
            try await world.store.put { [sent] in
                $0.put(carrying)
                $0.put(apart)
                $0.put(sent)
            }
            let (found, alert) = try await world.store.look(.item()) { ($0.openSummaries(telling: mine.alert.subject.key), $0.alerts[mine.alert.id]) }
            try expectEqual(found, [carrying])
            try expectEqual(alert, mine.alert)
        },
        StoreContract("a summary's list grows, shrinks and keeps its order") { world in
            let (incident, alert) = try await world.incident()
            let alerts = [alert] + (0..<5).map { _ in Alert.make(id: world.id(), incident: incident.id) }
            try await world.store.put { book in alerts.dropFirst().forEach { book.add($0) } }
            var delivery = summary(sales, of: [], world)
            for list in [[0], [0, 1, 2], [0, 2], [0, 2, 3, 1], [5, 0, 4], [], [4]] {
                delivery.alerts = list.map { alerts[$0].id }
                try await world.store.transact(BookKeys(deliveries: [delivery.id])) { [delivery] in $0.put(delivery) }
                try await expectEqual(world.store.look(BookKeys(deliveries: [delivery.id])) { [id = delivery.id] in $0.deliveries[id] }, delivery)
            }
        },
        StoreContract("what was held or gathered is due at its time, oldest first, with its alerts") { world in
            let (_, alert) = try await world.incident()
            let held = try await world.delivery(of: alert, .held, dueIn: 60)
            var gathered = summary(sales, of: [alert], world)
            gathered.dueAt = world.time.now.addingTimeInterval(30)
            try await world.store.put { [gathered] in $0.put(gathered) }
            let keys = BookKeys(isDue: true)
            try await expectEqual(world.store.look(keys) { $0.due }, [])
            world.time.advance(by: 60)
            try await expectEqual(world.store.look(keys) { $0.due }, [gathered.id, held.id])
            try await expectEqual(world.store.look(keys) { [id = gathered.id] in $0.deliveries[id] }, gathered)
            try await expectEqual(world.store.look(keys) { Array($0.alerts.values) }, [alert])
            try await expectEqual(world.store.look(BookKeys()) { $0.due }, [])
        },
    ]

    private static let sales = GatheringKey(department: "sales", address: Address(channel: "chat"), gathers: .firstSights(source: "shop"))

    private static func summary(_ key: GatheringKey, of alerts: [Alert], _ world: StoreWorld) -> Delivery {
        .make(
            id: world.id(), alerts: alerts.map(\.id), incident: nil, letter: .summary, department: key.department, address: key.address,
            gathersFor: "shop", state: .gathering, at: world.time.now)
    }

    private static func find(_ key: GatheringKey, _ world: StoreWorld) async throws -> Delivery? {
        try await world.store.transact(BookKeys()) { try $0.gathering(key) }
    }
}
