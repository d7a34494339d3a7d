import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let levels: [StoreContract] = [
        StoreContract("an item comes with all its places, and with nothing of another item, source or test") { world in
            let wanted = [Subject.make(place: "1"), .make(place: "2"), .make(place: ""), .make(place: nil)]
            let others = [Subject.make(item: "78"), .make(source: "tills"), .make(isTest: true)]
            try await world.store.put { book in
                for subject in wanted + others { book.put(.make(subject)) }
            }
            try await expectEqual(world.store.look(.item()) { Set($0.levels.keys) }, Set(wanted.map(\.key)))
            try await expectEqual(world.store.look(.item()) { Set($0.levels(ofItem: wanted[0].key).map(\.key)) }, Set(wanted.map(\.key)))
        },
        StoreContract("a level keeps every field, and takes every change") { world in
            var subject = Subject(
                source: "läden", platform: .digitalRiver, item: Item(id: "9007199254740993", sku: "A'B\"C", name: "Söckchen 🧦", parent: "7"),
                place: Place(id: "h/1"), isTest: true)
            subject.facts = StockFacts(
                backorderAllowed: true, tracked: false, sellable: nil, fulfiller: "x", updateSource: "manual",
                reason: StockReason(.synchronisation, isGuess: true), productIDs: ["1", "\"2"])
            let full = Level(
                subject: subject, quantity: Decimal(string: "12345678901234567.25"), previous: -1, declared: .low, condition: .low,
                since: world.time.now, asOf: world.time.now, sequence: .max, projection: Decimal(string: "-0.5") ?? 0,
                lastChange: Level.Change(delta: -3, receivedAt: world.time.now), suspectedRepeats: 4,
                lastKey: DedupeKey(digest: digest(4), strength: .fingerprint))
            var bare = full
            bare.subject.facts = StockFacts()
            (bare.lastChange, bare.suspectedRepeats) = (nil, 0)
            (bare.quantity, bare.previous, bare.declared, bare.asOf, bare.sequence, bare.lastKey, bare.projection) = (nil, nil, nil, nil, nil, nil, 0)
            for level in [full, bare, full] {
                try await world.store.put { $0.put(level) }
                let keys = BookKeys.item("9007199254740993", source: "läden", isTest: true)
                try await expectEqual(world.store.look(keys) { $0.level(level.key) }, level)
            }
        },
        StoreContract("an open incident comes with its unfinished deliveries, whatever they wait for") { world in
            let (incident, alert) = try await world.incident()
            var unfinished: [Delivery] = []
            for state in [Delivery.State.held, .pending, .sending] {
                unfinished.append(try await world.delivery(of: alert, to: "mail:\(state)", state))
            }
            for state in Delivery.State.allCases.filter(\.isFinished) { _ = try await world.delivery(of: alert, state) }
            let (_, other) = try await world.incident(.make(item: "78"))
            _ = try await world.delivery(of: other)
            let (found, all) = try await world.store.look(.item()) { ($0.unfinished(of: incident.id), $0.deliveries.count) }
            try expectEqual(found, unfinished)
            try expectEqual(all, 3)
        },
        StoreContract("a closed incident is not loaded, and the next one of its level is") { world in
            let (first, alert) = try await world.incident()
            var incident = first
            _ = try await world.delivery(of: alert, .delivered)
            (incident.closedAt, incident.closed, incident.told) = (world.time.now, .ok, .none)
            let closed = incident
            let next = Incident(id: world.id(), level: incident.level, openedAt: world.time.now, told: .low, toldAt: world.time.now)
            try await world.store.put { $0.put(closed) }
            try await expectEqual(world.store.look(.item()) { $0.incidents.count + $0.deliveries.count }, 0)
            try await world.store.put { book in
                book.put(next)
                book.put(closed)
            }
            try await expectEqual(world.store.look(.item()) { $0.incident(alert.subject.key) }, next)
        },
        StoreContract("closed incidents of a level come as long as a delivery of theirs is not finished") { world in
            var deliveries: [Delivery] = []
            for state in [Delivery.State.pending, .sending, .dead] {
                var (incident, alert) = try await world.incident()
                deliveries.append(try await world.delivery(of: alert, state))
                (incident.closedAt, incident.closed, incident.told) = (world.time.now, .ok, .none)
                try await world.store.put { [incident] in $0.put(incident) }
            }
            let (_, stranger) = try await world.incident(.make(item: "78"))
            _ = try await world.delivery(of: stranger)
            let key = Subject.make().key
            let (unfinished, isOpen) = try await world.store.look(.item()) { ($0.unfinished(at: key), $0.incident(key) != nil) }
            try expectEqual(unfinished, Array(deliveries.prefix(2)))
            try expectEqual(isOpen, false)
            let (open, alert) = try await world.incident()
            deliveries.append(try await world.delivery(of: alert))
            let (found, incident) = try await world.store.look(.item()) { ($0.unfinished(at: key), $0.incident(key)) }
            try expectEqual(found, [deliveries[0], deliveries[1], deliveries[3]])
            try expectEqual(incident, open)
        },
        StoreContract("an open incident keeps what holds its end back") { world in
            let (first, alert) = try await world.incident()
            var incident = first
            for held in [Decimal(string: "4.5"), nil] {
                incident.heldUpTo = held
                try await world.store.put { [incident] in $0.put(incident) }
                try await expectEqual(world.store.look(.item()) { $0.incident(alert.subject.key) }, incident)
            }
        },
        StoreContract("open troubles are always there, closed ones never") { world in
            let trouble = Incident(id: world.id(), trouble: "channel:mail", openedAt: world.time.now, told: .out, toldAt: world.time.now)
            try await world.store.put { $0.put(trouble) }
            var deliveries: [Delivery] = []
            for state in [Delivery.State.pending, .sending, .delivered] {
                var delivery = Delivery.make(id: world.id(), incident: trouble.id, letter: .trouble, state: state)
                if state == .sending { delivery.leaseUntil = world.time.now }
                deliveries.append(delivery)
                try await world.store.put { [delivery] in $0.put(delivery) }
            }
            let (found, unfinished) = try await world.store.look(BookKeys()) { ($0.trouble("channel:mail"), $0.unfinished(of: trouble.id)) }
            try expectEqual(found, trouble)
            try expectEqual(unfinished, Array(deliveries.prefix(2)))
            var over = trouble
            (over.closedAt, over.closed) = (world.time.now, .ok)
            let again = Incident(id: world.id(), trouble: "channel:mail", openedAt: world.time.now, told: .out, toldAt: world.time.now)
            let closed = over
            try await world.store.put { $0.put(closed) }
            try await expectEqual(world.store.look(BookKeys()) { $0.troubles.count }, 0)
            try await world.store.put { $0.put(again) }
            try await expectEqual(world.store.look(BookKeys()) { $0.trouble("channel:mail") }, again)
        },
        StoreContract("an incident of a level that is not stored is refused, and nothing that came with it is kept") { world in
            let incident = Incident(id: world.id(), level: Subject.make().key, openedAt: world.time.now, told: .out, toldAt: world.time.now)
            let (other, seen) = (Level.make(.make(item: "78")), BookKeys.Seen(source: "shop", digest: digest(1)))
            do {
                try await world.store.put { book in
                    book.remember(seen, until: .distantFuture)
                    book.put(other)
                    book.put(incident)
                }
                throw ContractFailure(description: "it was accepted")
            } catch let error where !(error is StoreTrouble || error is ContractFailure) {}
            let keys = BookKeys(items: BookKeys.item("78").items, seen: [seen])
            try await expectEqual(world.store.look(keys) { $0.levels.count + $0.seen.count }, 0)
        },
    ]
}
