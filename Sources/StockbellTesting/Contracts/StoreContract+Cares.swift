import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let cares: [StoreContract] = [
        StoreContract("what departments do about an incident is kept, and comes with its level, by its id and with what may be claimed") { world in
            let (opened, alert) = try await world.incident()
            let delivery = try await world.delivery(of: alert)
            var incident = opened
            incident.cares = ["sales": snoozed(until: nil, world), "purchasing": snoozed(until: world.time.now.addingTimeInterval(3600), world)]
            try await world.store.put { [incident] in $0.put(incident) }
            let (id, cares) = (opened.id, incident.cares)
            try await expectEqual(world.store.look(.item()) { $0.incident(id: id)?.cares }, cares, "by its level:")
            try await expectEqual(world.store.incidents([id, world.id()]), [incident], "by its id:")
            try await expectEqual(world.store.look(BookKeys(claims: ["mail": 9])) { $0.cares(of: id) }, cares, "with what may be claimed:")
            try await expectEqual(world.store.claimable(), [delivery.id])
            incident.cares = [:]
            try await world.store.put { [incident] in $0.put(incident) }
            try await expectEqual(world.store.look(BookKeys(claims: ["mail": 9])) { $0.cares(of: id) }, [:], "no more:")
        },
        StoreContract("a message knows what it follows and what is to follow it") { world in
            let (_, alert) = try await world.incident()
            let first = try await world.delivery(of: alert)
            let next = try await following(first, .held, in: 60, world)
            try await expectEqual(world.store.look(BookKeys(deliveries: [next.id])) { $0.deliveries[next.id] }, next)
        },
        StoreContract("what follows a message holds up nothing of its lane while it waits") { world in
            let (_, alert) = try await world.incident()
            var first = try await world.delivery(of: alert)
            let waits = try await following(first, .held, in: 60, world)
            (first.state, first.attempt, first.receipt) = (.delivered, 1, Receipt(answer: "250 ok"))
            (first.finishedAt, first.frozenAt) = (world.time.now, world.time.now)
            try await world.store.transact(BookKeys(deliveries: [first.id])) { [first] in $0.put(first) }
            let news = try await world.delivery(of: alert)
            try await expectEqual(world.store.claimable(), [news.id])
            var goes = waits
            (goes.state, goes.dueAt) = (.pending, world.time.now)
            try await world.store.transact(BookKeys(deliveries: [goes.id])) { [goes] in $0.put(goes) }
            try await expectEqual(world.store.claimable(), [goes.id])
        },
        StoreContract("what follows a message comes with it when it is due, and is not counted beside it") { world in
            let (_, alert) = try await world.incident()
            let first = try await world.delivery(of: alert)
            let waits = try await following(first, .held, in: 60, world)
            world.time.advance(by: 60)
            try await expectEqual(world.store.look(BookKeys(isDue: true)) { $0.due }, [waits.id])
            try await expectEqual(world.store.look(BookKeys(isDue: true)) { $0.deliveries[first.id] }, first)
            let breaches = try await world.store.audit(by: LawfulShop.law).breaches
            try expectEqual(breaches.filter { $0.check == .alertTwice || $0.check == .follows }, [])
        },
    ]

    private static func snoozed(until end: Date?, _ world: StoreWorld) -> Care {
        var care = Care()
        care.snooze = Care.Snooze(until: end, by: "Anna \"the\" buyer", at: world.time.now)
        return care
    }

    private static func following(_ first: Delivery, _ state: Delivery.State, in seconds: TimeInterval, _ world: StoreWorld) async throws -> Delivery
    {
        var delivery = Delivery.make(
            id: world.id(), alerts: first.alerts, incident: first.incident, letter: .reminder, state: state, at: world.time.now,
            dueAt: world.time.now.addingTimeInterval(seconds))
        delivery.follows = first.id
        delivery.followUp = FollowUp(
            tells: .outOfStock, after: seconds, isRepeated: true, keepsHours: true, fallback: [Address(text: "mail:\"a\"@example.com")])
        try await world.store.put { [delivery] in $0.put(delivery) }
        return delivery
    }
}
