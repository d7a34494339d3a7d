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
        StoreContract("a digest is kept whole, with nothing in it too, and is found by its schedule") { world in
            let (_, alert) = try await world.incident()
            let weekly = Digest(.at(LocalTimes([.init(days: [0, 3], minute: 450)], timeZone: "Europe/Berlin")), showsOpen: true, group: .place)
            let hourly = Digest(.every(seconds: 3600, max: 50), attachesCSV: true, sendsEmpty: true)
            let (one, other) = (digest(weekly, of: [alert], world), digest(hourly, of: [], world))
            try await world.store.put { book in [one, other].forEach { book.put($0) } }
            for (kept, digest) in [(one, weekly), (other, hourly)] {
                let key = GatheringKey(department: kept.department, address: kept.address, gathers: .digest("\(digest.schedule)"))
                try await expectEqual(find(key, world), kept)
            }
            let opening = GatheringKey(department: one.department, address: one.address, gathers: .opening(.live))
            try await expectEqual(find(opening, world), nil)
            try await expectEqual(world.store.audit(by: LawfulShop.law).breaches.filter { $0.table == .delivery }.map(\.sentence), [])
        },
        StoreContract("what waits to see whether it lasts is counted from when it goes") { world in
            let (incident, alert) = try await world.incident()
            var waiting = Delivery.make(
                id: world.id(), alerts: [alert.id], incident: incident.id, letter: .outOfStock, state: .held, at: world.time.now)
            (waiting.tally, waiting.overtaken) = (nil, Overtaken(kind: .lowStock, lasted: 840, isAll: true))
            waiting.dueAt = world.time.now.addingTimeInterval(900)
            try await world.store.put { [waiting] in $0.put(waiting) }
            world.time.advance(by: 900)
            // With it come its level and what waits there.
            let lane = try await world.store.look(BookKeys(isDue: true)) { $0.unfinished(at: alert.subject.key) }
            try expectEqual(lane, [waiting])
            let key = TallyKey(department: waiting.department, address: waiting.address, tally: .live)
            let since = world.time.now.addingTimeInterval(-60)
            try await expectEqual(world.store.transact(BookKeys()) { try $0.tally(key, since: since) }, 0)
            (waiting.tally, waiting.state) = (.live, .pending)
            try await world.store.transact(BookKeys(isDue: true)) { [waiting] book in
                var gone = waiting
                (gone.createdAt, gone.startedAt, gone.dueAt) = (book.now, book.now, book.now)
                book.put(gone)
            }
            try await expectEqual(world.store.transact(BookKeys()) { try $0.tally(key, since: since) }, 1)
            let kept = try await world.store.look(BookKeys(deliveries: [waiting.id])) { [id = waiting.id] in $0.deliveries[id] }
            try expectEqual(kept?.createdAt, world.time.now)
            try expectEqual(kept?.overtaken, waiting.overtaken)
        },
        StoreContract("what an address was told and is open still is found as of any moment, the newest of each incident") { world in
            let (one, two) = (try await world.incident(), try await world.incident(.make(item: "78")))
            let later = Alert.make(id: world.id(), incident: one.incident.id, at: world.time.now)
            try await world.store.put { $0.add(later) }
            let address = Address(text: "mail:buyers@example.com")
            func told(_ alerts: [Alert], _ change: (inout Delivery) -> Void = { _ in }) async throws {
                let isMany = alerts.count > 1
                var delivery = Delivery.make(
                    id: world.id(), alerts: alerts.map(\.id), incident: isMany ? nil : alerts.first?.incident, letter: isMany ? .storm : .outOfStock,
                    address: address, tally: .live, state: .delivered, at: world.time.now)
                delivery.finishedAt = world.time.now
                change(&delivery)
                try await world.store.put { [delivery] in $0.put(delivery) }
            }
            try await told([one.alert])
            try await told([two.alert]) { $0.department = "sales" }
            try await told([two.alert]) { ($0.state, $0.finishedAt) = (.pending, nil) }
            let before = world.time.now
            let department = "purchasing"
            func open(at moment: Date) async throws -> [Alert.ID] {
                try await world.store.transact(BookKeys()) { book in
                    try book.toldAndOpen(department: department, address: address, at: moment).map(\.id)
                }
            }
            try await expectEqual(open(at: before), [one.alert.id])
            world.time.advance(by: 60)
            try await told([later, two.alert])
            try await expectEqual(open(at: before), [one.alert.id])
            try await expectEqual(open(at: world.time.now), [two.alert.id, later.id])
            world.time.advance(by: 60)
            var closed = one.incident
            (closed.told, closed.closedAt, closed.closed) = (.none, world.time.now, .ok)
            try await world.store.transact(.item()) { [closed] in $0.put(closed) }
            try await expectEqual(open(at: world.time.now), [two.alert.id])
            try await expectEqual(open(at: before), [one.alert.id])
        },
    ]

    private static func digest(_ digest: Digest, of alerts: [Alert], _ world: StoreWorld) -> Delivery {
        var delivery = Delivery.make(
            id: world.id(), alerts: alerts.map(\.id), incident: nil, letter: .digest, tally: .live, state: .gathering, at: world.time.now)
        delivery.digest = digest
        return delivery
    }

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
