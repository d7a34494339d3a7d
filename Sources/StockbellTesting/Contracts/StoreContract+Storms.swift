import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let storms: [StoreContract] = [
        StoreContract("a tally counts the single messages of its key since a moment, unless they are suppressed") { world in
            let (_, alert) = try await world.incident()
            let since = world.time.now
            _ = try await single(of: alert, world)
            world.time.advance(by: 60)
            let counted = [
                try await single(of: alert, world), try await single(of: alert, world) { $0.state = .sending },
                try await single(of: alert, world) { ($0.state, $0.finishedAt) = (.delivered, $0.createdAt) },
            ]
            _ = try await single(of: alert, world) { ($0.state, $0.finishedAt) = (.suppressed, $0.createdAt) }
            _ = try await single(of: alert, world) { $0.tally = .test }
            _ = try await single(of: alert, world) { $0.tally = nil }
            _ = try await single(of: alert, world) { $0.department = "sales" }
            _ = try await single(of: alert, world) { $0.address = Address(text: "mail:others@example.com") }
            _ = try await single(of: alert, world) { ($0.letter, $0.incident, $0.state) = (.storm, nil, .gathering) }
            try await expectEqual(world.store.transact(BookKeys()) { try $0.tally(key, since: since) }, counted.count)
            try await expectEqual(world.store.transact(BookKeys()) { try $0.tally(key, since: since.addingTimeInterval(-1)) }, counted.count + 1)
        },
        StoreContract("what a tally's single messages have told within a stretch comes in the order of their birth") { world in
            let items = try await ["77", "78", "79"].asyncMap { try await world.incident(.make(item: $0)).alert }
            let since = world.time.now
            _ = try await single(of: items[0], world) { ($0.state, $0.finishedAt, $0.frozenAt) = (.delivered, $0.createdAt, $0.createdAt) }
            world.time.advance(by: 60)
            for item in [items[1], items[0]] {
                _ = try await single(of: item, world) { ($0.state, $0.finishedAt, $0.frozenAt) = (.delivered, $0.createdAt, $0.createdAt) }
            }
            _ = try await single(of: items[2], world)
            let now = world.time.now
            let told = try await world.store.transact(BookKeys()) { try $0.told(key, since: since, until: now) }
            try expectEqual(told.map(\.id), [items[1], items[0]].map(\.id))
            let earlier = try await world.store.transact(BookKeys()) { try $0.told(key, since: since, until: now.addingTimeInterval(-1)) }
            try expectEqual(earlier, [])
        },
        StoreContract("what waits untried of a tally comes with its alerts, if nothing else of its lane is unfinished") { world in
            let items = try await ["77", "78", "79", "80"].asyncMap { try await world.incident(.make(item: $0)).alert }
            let waiting = try await single(of: items[0], world)
            _ = try await single(of: items[1], world) { $0.frozenAt = $0.createdAt }
            let first = try await single(of: items[2], world)
            _ = try await single(of: items[2], world)
            _ = try await single(of: items[3], world) { ($0.state, $0.attempt, $0.leaseUntil) = (.sending, 1, $0.createdAt) }
            _ = try await single(of: items[3], world)
            let since = world.time.now.addingTimeInterval(-1)
            let (found, alerts) = try await world.store.transact(BookKeys()) { book in
                _ = try book.tally(key, since: since)
                return (try book.unsent(key, since: since), Set(book.alerts.values))
            }
            try expectEqual(found, [waiting, first])
            try expectEqual(alerts, [items[0], items[2]])
        },
        StoreContract("a single message whose alert a storm's summary takes over carries it no more") { world in
            let (_, alert) = try await world.incident()
            let waiting = try await single(of: alert, world)
            let summary = storm(of: [alert], world)
            try await world.store.transact(BookKeys(deliveries: [waiting.id])) { book in
                var single = waiting
                (single.alerts, single.state, single.reason, single.finishedAt) = ([], .suppressed, "a summary tells it", book.now)
                book.put(single)
                book.put(summary)
            }
            let kept = try await world.store.look(BookKeys(deliveries: [waiting.id, summary.id])) { $0.deliveries }
            try expectEqual(kept[waiting.id]?.alerts, [])
            try expectEqual(kept[summary.id], summary)
            let unlawful = try await world.store.audit(by: LawfulShop.law).breaches.filter { $0.check == .alertTwice || $0.table == .delivery }
            try expectEqual(unlawful, [])
        },
        StoreContract("a storm is found by its key, one for tests and one for the truth") { world in
            let (_, alert) = try await world.incident()
            let live = storm(of: [alert], world)
            var test = storm(of: [alert], world)
            test.tally = .test
            try await world.store.put { [test] book in
                book.put(live)
                book.put(test)
            }
            let key = GatheringKey(department: live.department, address: live.address, gathers: .storm(.live))
            try await expectEqual(world.store.transact(BookKeys()) { try $0.gathering(key) }, live)
            let other = GatheringKey(department: live.department, address: live.address, gathers: .storm(.test))
            try await expectEqual(world.store.transact(BookKeys()) { [test] book in try book.gathering(other) == test }, true)
        },
        StoreContract("what waits for an opening is found by its own key, beside a storm and first sights of the same address") { world in
            let (_, alert) = try await world.incident()
            var waiting = storm(of: [alert], world)
            waiting.letter = .summary
            let storm = storm(of: [alert], world)
            let sights = Delivery.make(id: world.id(), alerts: [alert.id], incident: nil, gathersFor: "shop", state: .gathering)
            try await world.store.put { [waiting] book in [sights, storm, waiting].forEach { book.put($0) } }
            let key = GatheringKey(department: waiting.department, address: waiting.address, gathers: .opening(.live))
            try await expectEqual(world.store.transact(BookKeys()) { try $0.gathering(key) }, waiting)
            let other = GatheringKey(department: waiting.department, address: waiting.address, gathers: .opening(.test))
            try await expectEqual(world.store.transact(BookKeys()) { try $0.gathering(other) }, nil)
        },
        StoreContract("an item comes with the open summaries that told of it in an incident that is over, until they are written") { world in
            let (opened, alert) = try await world.incident()
            var incident = opened
            var summary = storm(of: [alert], world)
            try await world.store.put { [summary] in $0.put(summary) }
            (incident.told, incident.closedAt, incident.closed) = (.none, world.time.now, .ok)
            let level = alert.subject.key
            try await world.store.transact(.item()) { [incident] in $0.put(incident) }
            try await expectEqual(world.store.look(.item()) { $0.openSummaries(telling: level) }, [summary])
            summary.state = .pending
            try await world.store.transact(BookKeys(deliveries: [summary.id])) { [summary] in $0.put(summary) }
            try await expectEqual(world.store.look(.item()) { $0.openSummaries(telling: level) }, [summary])
            try await expectEqual(world.store.look(.item()) { $0.alerts[alert.id] }, alert)
            summary.frozenAt = world.time.now
            try await world.store.transact(BookKeys(deliveries: [summary.id])) { [summary] in $0.put(summary) }
            try await expectEqual(world.store.look(.item()) { $0.openSummaries(telling: level) }, [])
        },
    ]

    private static let key = TallyKey(department: "purchasing", address: Address(text: "mail:buyers@example.com"), tally: .live)

    /// A message that is counted; saved.
    private static func single(of alert: Alert, _ world: StoreWorld, _ change: (inout Delivery) -> Void = { _ in }) async throws -> Delivery {
        var delivery = Delivery.make(id: world.id(), alerts: [alert.id], incident: alert.incident, tally: .live, at: world.time.now)
        change(&delivery)
        try await world.store.put { [delivery] in $0.put(delivery) }
        return delivery
    }

    private static func storm(of alerts: [Alert], _ world: StoreWorld) -> Delivery {
        .make(id: world.id(), alerts: alerts.map(\.id), incident: nil, letter: .storm, tally: .live, state: .gathering, at: world.time.now)
    }
}

extension [String] {
    /// One after the other.
    fileprivate func asyncMap<Made>(_ make: (String) async throws -> Made) async throws -> [Made] {
        var made: [Made] = []
        for element in self { made.append(try await make(element)) }
        return made
    }
}
