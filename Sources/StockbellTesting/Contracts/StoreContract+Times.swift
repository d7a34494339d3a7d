import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let times: [StoreContract] = [
        StoreContract("now is the clock's, in whole milliseconds and never ahead of it") { world in
            let start = world.time.now
            world.time.advance(by: 0.0129)
            let now = try await world.store.look(BookKeys()) { $0.now }
            try expect(now <= world.time.now && now > start, "\(now.timeIntervalSince(start))")
            try expect(abs(now.timeIntervalSince(start) - 0.012) < 1e-6, "\(now.timeIntervalSince(start))")
        },
        StoreContract("now never steps back behind a commit, for no owner") { world in
            let (start, key) = (world.time.now, BookKeys.Seen(source: "shop", digest: digest(1)))
            try await world.store.put { $0.remember(key, until: .distantFuture) }
            world.time.advance(by: -3600)
            try await expectEqual(world.store.look(BookKeys()) { $0.now }, start)
            try await expectEqual(world.another().look(BookKeys()) { $0.now }, start)
            world.time.advance(by: 3601)
            try await expectEqual(world.store.look(BookKeys()) { $0.now }, start.addingTimeInterval(1))
        },
        StoreContract("every time that is kept comes back to the millisecond") { world in
            let time = Date(timeIntervalSinceReferenceDate: 789_307_200.123)
            var level = Level.make(quantity: 3, at: time)
            level.asOf = Date(timeIntervalSinceReferenceDate: 1.001)
            var delivery = Delivery.make(id: world.id(), at: time)
            (delivery.frozenAt, delivery.finishedAt, delivery.state) = (time, time, .delivered)
            let record = EventRecord.make(id: world.id(), at: time)
            let (savedLevel, savedDelivery) = (level, delivery)
            try await world.store.put { book in
                book.put(savedLevel)
                book.put(savedDelivery)
                book.add(record)
            }
            try await expectEqual(world.store.look(.item()) { $0.level(savedLevel.key) }, level)
            try await expectEqual(world.store.deliveries(RecordQuery()), [delivery])
            try await expectEqual(world.store.events(RecordQuery()), [record])
        },
    ]
}
