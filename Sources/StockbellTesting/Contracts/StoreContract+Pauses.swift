import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let pauses: [StoreContract] = [
        StoreContract("pauses are kept, changed and lifted, one for each scope and origin") { world in
            let now = world.time.now
            var pauses = [
                pause(.all, now), pause(.channel("sms"), now, until: 60), pause(.channel("sms"), now, until: 5, by: .farSide),
                pause(.department("sms"), now), pause(.address(Address(channel: "sms")), now, by: .farSide),
                pause(.address(Address(text: "sms:1")), now, by: .farSide), pause(.address(Address(text: "sms:2")), now, by: .farSide),
            ]
            try await world.store.put { [pauses] book in pauses.forEach { book.put($0) } }
            try await expectEqual(Set(world.another().pauses()), Set(pauses))
            try await expectEqual(Set(world.store.look(BookKeys()) { Array($0.pauses.values) }), Set(pauses))
            try await expectEqual(Set(world.store.agenda().pauses), Set(pauses))
            pauses[1].until = nil
            pauses[1].reason = "another"
            try await world.store.put { [pauses] book in
                book.put(pauses[1])
                book.lift(pauses[4].key)
                book.lift(pauses[2].key)
                book.lift(Pause.Key(scope: .channel("mail"), origin: .hand))
            }
            try await expectEqual(Set(world.store.pauses()), Set([0, 1, 3, 5, 6].map { pauses[$0] }))
        },
        StoreContract("what a department's or an address's pause holds back is not claimable, and stands in nobody's way") { world in
            var ids: [Delivery.ID] = []
            for number in 0..<6 {
                let (_, alert) = try await world.incident(.make(item: "\(number)"))
                var delivery = try await world.delivery(of: alert, to: "mail:\(number)", dueIn: Double(number) - 10)
                delivery.department = number < 2 ? "sales" : "purchasing"
                try await world.store.put { [delivery] in $0.put(delivery) }
                ids.append(delivery.id)
            }
            let now = world.time.now
            try await world.store.put { book in
                book.put(pause(.department("sales"), now, until: 60))
                book.put(pause(.address(Address(text: "mail:2")), now, until: 30, by: .farSide))
                book.put(pause(.address(Address(text: "chat:3")), now, until: 30, by: .farSide))
                book.put(pause(.department("warehouse"), now))
            }
            try await expectEqual(world.store.claimable(limit: 2), [ids[3], ids[4]])
            try await expectEqual(world.store.claimable(), [ids[3], ids[4], ids[5]])
            world.time.advance(by: 30)
            try await expectEqual(world.store.claimable(), Array(ids[2...]))
            world.time.advance(by: 30)
            try await expectEqual(world.store.claimable(), ids)
        },
        StoreContract("a channel without recipients can be paused by its address") { world in
            let (_, alert) = try await world.incident()
            let delivery = try await world.delivery(of: alert, to: "chat")
            let now = world.time.now
            try await world.store.put { $0.put(pause(.address(Address(text: "chat:1")), now)) }
            try await expectEqual(world.store.claimable("chat"), [delivery.id])
            try await world.store.put { $0.put(pause(.address(Address(text: "chat")), now)) }
            try await expectEqual(world.store.claimable("chat"), [])
        },
        StoreContract("a delivery keeps when its round began and what was tried before") { world in
            let (_, alert) = try await world.incident()
            var delivery = try await world.delivery(of: alert)
            (delivery.startedAt, delivery.earlierAttempts, delivery.round, delivery.attempt) = (world.time.now.addingTimeInterval(60), 4, 2, 5)
            try await world.store.put { [delivery] in $0.put(delivery) }
            try await expectEqual(world.store.look(BookKeys(deliveries: [delivery.id])) { [id = delivery.id] in $0.deliveries[id] }, delivery)
        },
    ]

    private static func pause(_ scope: Pause.Scope, _ now: Date, until seconds: TimeInterval? = nil, by origin: Pause.Origin = .hand) -> Pause {
        Pause(scope: scope, origin: origin, since: now, until: seconds.map { now.addingTimeInterval($0) }, reason: "\(scope)")
    }
}
