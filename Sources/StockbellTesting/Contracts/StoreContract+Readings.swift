import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let readings: [StoreContract] = [
        StoreContract("what waits for a reading is kept, found by its item, changed, and over") { world in
            let rows = try await world.waiting()
            let changed = Awaited(
                id: rows[1].id, key: rows[1].key, parent: "7", declared: .low, occurredAt: world.time.now, isWaiting: false,
                since: world.time.now.addingTimeInterval(9), askAt: world.time.now.addingTimeInterval(12), isDoubted: true)
            try await world.store.put { book in
                book.put(changed)
                book.remove(rows[2])
            }
            let found = try await world.another().awaited("shop", limit: 10)
            try expectEqual(found, [rows[0], changed])
            try await expectEqual(world.store.awaited("shop", limit: 1), [rows[0]])
            try await expectEqual(world.store.awaited("other", limit: 10), [rows[3]])
            let keys = BookKeys(awaited: [.init(source: "shop", item: "2", isTest: false)])
            try await expectEqual(world.store.look(keys) { $0.awaited.rows(at: changed.key) }, [changed])
            try await expectEqual(world.store.look(.item("2")) { $0.awaited.rows(at: changed.key) }, [])
        },
        StoreContract("a place that is not named is another than one that is") { world in
            let (here, anywhere) = (LevelKey(source: "shop", item: "1", place: "1"), LevelKey(source: "shop", item: "1", place: nil))
            let rows = [Awaited(id: world.id(), key: here, since: world.time.now), Awaited(id: world.id(), key: anywhere, since: world.time.now)]
            try await world.store.put { book in rows.forEach { book.put($0) } }
            let keys = BookKeys(awaited: [.init(source: "shop", item: "1", isTest: false)])
            try await expectEqual(world.store.look(keys) { [$0.awaited.rows(at: here), $0.awaited.rows(at: anywhere)] }, [[rows[0]], [rows[1]]])
        },
        StoreContract("what has waited too long comes with its levels, and the agenda says when") { world in
            let rows = try await world.waiting()
            try await world.store.put { $0.put(Level.make(.make(item: "2", place: nil), quantity: 4)) }
            try await expectEqual(world.store.agenda().overdue, rows[0].deadline)
            try await expectEqual(world.store.look(BookKeys(isDue: true)) { $0.awaited.late }, [])
            world.time.advance(by: 61)
            try await expectEqual(world.store.look(BookKeys(isDue: true)) { $0.awaited.late }, Array(rows[0...1]))
            try await expectEqual(world.store.look(BookKeys(isDue: true)) { $0.level(rows[1].key)?.quantity }, 4)
            try await world.store.put { book in
                for row in rows {
                    var row = row
                    row.deadline = nil
                    book.put(row)
                }
            }
            try await expectEqual(world.store.agenda().overdue == nil, true)
        },
        StoreContract("an event that waited is written with what became of it, and its alert names it") { world in
            let (_, other) = try await world.incident()
            let (arrival, event): (Arrival.ID, StockEvent.ID) = (world.id(), world.id())
            let alert = Alert.make(id: world.id(), incident: other.incident, at: world.time.now)
            try await world.store.put { book in
                book.add(Arrival.make(id: arrival), verdict: .decoded)
                var record = EventRecord.make(id: event, arrival: arrival, state: .waiting)
                (record.quantity, record.reason) = (nil, EventRecord.waitsForReading)
                record.item?.sku = nil
                book.add(record)
                book.put(Awaited(id: event, key: record.levelKey, since: book.now))
            }
            try await expectEqual(world.store.audit(by: LawfulShop.law).totals.events, [.waiting: 1])
            try await world.store.put { book in
                book.add(alert)
                book.put(Resolved(id: event, state: .applied, reason: "read", alert: alert.id, quantity: 3, sku: "S", placeName: "Hamburg"))
            }
            let record = try await world.another().events(RecordQuery()).first
            try expectEqual(record?.state, .applied)
            try expectEqual(record?.quantity, 3)
            try expectEqual(record?.item, Item(id: "77", sku: "S", name: "Item 77", parent: "7"))
            try expectEqual(record?.place?.name, "Hamburg")
            try await expectEqual(world.store.trace(alert.id.string)?.events.map(\.id), [event])
        },
        StoreContract("an audit names an event whose reading nobody will ask for") { world in
            let (arrival, event): (Arrival.ID, StockEvent.ID) = (world.id(), world.id())
            var record = EventRecord.make(id: event, arrival: arrival, state: .waiting)
            record.reason = EventRecord.waitsForReading
            try await world.store.put { [record] book in
                book.add(Arrival.make(id: arrival), verdict: .decoded)
                book.add(record)
                book.put(Awaited(id: event, key: record.levelKey, since: book.now))
            }
            try await expectEqual(world.store.audit(by: LawfulShop.law).breaches, [])
            try await world.store.put { [record] book in book.remove(Awaited(id: event, key: record.levelKey, since: book.now)) }
            try await expectEqual(world.store.audit(by: LawfulShop.law).breaches.map(\.check), [.eventForgotten])
        },
        StoreContract("a level and an alert keep the platform's own warning level") { world in
            var subject = Subject.make()
            subject.facts.warningLevel = 10
            let (incident, alert) = try await world.incident(subject)
            try await expectEqual(world.store.look(.item()) { [subject] in $0.level(subject.key)?.subject }, subject)
            try await expectEqual(world.another().alerts([alert.id]).first?.subject, subject)
            try expect(incident.isOpen, "it is open")
        },
    ]
}

extension StoreWorld {
    /// Four events that wait: of three items of one source, the last of them for ever, and of another source.
    fileprivate func waiting() async throws -> [Awaited] {
        let now = time.now
        let places: [(String, String, String?)] = [("shop", "1", "1"), ("shop", "2", nil), ("shop", "3", "1"), ("other", "1", "1")]
        let rows = places.enumerated().map { index, place in
            Awaited(
                id: id(), key: LevelKey(source: place.0, item: place.1, place: place.2), declared: index == 0 ? .out : nil, since: now,
                deadline: index < 2 ? now.addingTimeInterval(30 * TimeInterval(index + 1)) : nil)
        }
        try await store.put { book in rows.forEach { book.put($0) } }
        return rows
    }
}

extension EventRecord {
    fileprivate var levelKey: LevelKey { LevelKey(source: source, item: item?.id ?? "", place: place?.id, isTest: isTest) }
}
