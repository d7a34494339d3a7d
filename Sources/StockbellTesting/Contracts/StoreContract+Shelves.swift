import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let shelves: [StoreContract] = [
        StoreContract("an item of a joined source comes with all that joined sources tell of its sku, and what is believed of it together") { world in
            let levels = Self.stocked
            try await world.store.put { book in for level in levels { book.put(level) } }
            let all = Set(levels.prefix(6).map(\.key))
            let keys = BookKeys(items: BookKeys.item().items, joined: ["shop", "web"])
            try await expectEqual(world.store.look(keys) { Set($0.levels.keys) }, all)
            try await expectEqual(world.store.look(BookKeys(joined: ["shop", "web"], skus: [SKU(text: "SKU-77")])) { Set($0.levels.keys) }, all)
            let alone = Set([levels[0], levels[1]].map(\.key))
            try await expectEqual(world.store.look(.item()) { Set($0.levels.keys) }, alone, "nobody asked for shelves")
            try await expectEqual(world.store.look(BookKeys(items: keys.items, joined: ["tills"])) { Set($0.levels.keys) }, alone)
            let told = try await world.store.look(keys) { book in book.levels(of: SKU(text: "SKU-77")).map(\.key) }
            try expectEqual(told, levels.prefix(4).map(\.key).sorted(), "what follows from levels is none of them")
        },
        StoreContract("what is believed of several levels is found by its key, with its incident and its messages") { world in
            let shelf = Self.stocked[4]
            let (incident, alert) = try await world.incident(shelf.subject)
            let delivery = try await world.delivery(of: alert)
            let keys = BookKeys(items: [BookKeys.Item(shelf.key)], joined: ["shop", "web"])
            let found = try await world.store.look(keys) { ($0.incident(shelf.key), $0.unfinished(at: shelf.key), $0.level(shelf.key)?.subject) }
            try expectEqual(found.0, incident)
            try expectEqual(found.1, [delivery])
            try expectEqual(found.2, shelf.subject)
            try await expectEqual(world.store.claimable(), [delivery.id])
        },
        StoreContract("a sku that an item gets later leads to it, and the one that it had does not") { world in
            let other = Level.make(.make(source: "web", item: "9"), quantity: 3)
            try await world.store.put { $0.put(other) }
            var renamed = other
            renamed.subject.item.sku = "SKU-77"
            let keys = BookKeys(items: [BookKeys.Item(other.key)], joined: ["shop", "web"])
            try await world.store.transact(keys) { [renamed] in $0.put(renamed) }
            for (sku, expected) in [("SKU-77", [renamed.key]), ("SKU-9", [])] {
                let keys = BookKeys(joined: ["shop", "web"], skus: [SKU(text: sku)])
                try await expectEqual(world.store.look(keys) { Array($0.levels.keys) }, expected, sku)
            }
        },
        StoreContract("of a source that fell silent come the skus of which a follower says something else at the same place") { world in
            let levels = [
                Self.level("shop", "1", "A", 9), Self.level("web", "11", "A", 0), Self.level("shop", "2", "B", 0), Self.level("web", "12", "B", 0),
                Self.level("shop", "3", "C", 9), Self.level("web", "13", "C", 0, place: "two"), Self.level("shop", "4", "D", 9),
                Self.level("tills", "14", "D", 0), Self.level("web", "15", "E", 0),
            ]
            try await world.store.put { book in for level in levels { book.put(level) } }
            let keys = BookKeys(joined: ["shop", "web", "tills"], silent: ["shop": ["web"], "web": []])
            try await expectEqual(world.store.look(keys) { Set($0.levels.keys) }, Set(levels.prefix(2).map(\.key)))
        },
        StoreContract("an alert that follows from several levels keeps every field, and is found by the event that led to it") { world in
            let event = EventRecord.make(id: world.id(), arrival: world.id(), at: world.time.now)
            var subject = Self.stocked[6].subject
            subject.facts.backorderAllowed = true
            let incident = Incident(id: world.id(), level: subject.key, openedAt: world.time.now, told: .out, toldAt: world.time.now)
            var alert = Alert.make(id: world.id(), incident: incident.id, kind: .mismatch, subject: subject, at: world.time.now)
            alert.other = OtherWord(source: "shop", platform: .bigcommerce, quantity: Decimal(string: "0.5"), condition: .low)
            alert.standsInFor = "shop"
            alert.behind = event.id
            let saved = alert
            try await world.store.put { book in
                book.add(Arrival.make(id: event.arrival, at: world.time.now), verdict: .decoded)
                book.add(event)
                book.put(Level.make(saved.subject, quantity: 0))
                book.put(incident)
                book.add(saved)
            }
            try await expectEqual(world.store.alerts([alert.id]), [alert])
            try await expectEqual(world.store.trace(event.id.string)?.alerts, [alert])
            try await expectEqual(world.store.trace(alert.id.string)?.events, [event])
        },
    ]

    /// Two places of one item, two items of another source, one of them at no place; their shelf and all places together; then a mismatch of another
    /// sku, and what has nothing to do with any of it.
    private static var stocked: [Level] {
        var shelf = Subject.make()
        shelf.place?.key = "one"
        shelf.home = LevelKey(source: "", item: "SKU-77", place: "one", aspect: .shelf)
        var everywhere = Subject.make(source: "web", item: "900")
        everywhere.item.sku = "SKU-77"
        everywhere.place = nil
        everywhere.home = LevelKey(source: "", item: "SKU-77", place: "everywhere", aspect: .everywhere)
        var mismatch = Subject.make(source: "web", item: "5")
        mismatch.home = LevelKey(source: "web", item: "5", place: "1", aspect: .mismatch)
        return [
            Level.make(quantity: 7), Level.make(.make(place: "2"), quantity: 0), level("web", "900", "SKU-77", 3),
            level("web", "901", "SKU-77", 3, place: nil), Level.make(shelf, quantity: 7), Level.make(everywhere, quantity: 7),
            Level.make(mismatch, quantity: 7), Level.make(.make(item: "78"), quantity: 1), level("tills", "77", "SKU-77", 1),
            Level.make(.make(isTest: true), quantity: 1),
        ]
    }

    private static func level(_ source: String, _ item: String, _ sku: String, _ quantity: Decimal, place: String? = "one") -> Level {
        var subject = Subject.make(source: source, item: item, place: place)
        subject.item.sku = sku
        subject.place?.key = place
        return Level.make(subject, quantity: quantity)
    }
}
