import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let leases: [StoreContract] = [
        StoreContract("a lease that is over is found, and at a start every delivery that is under way") { world in
            let (_, alert) = try await world.incident()
            var sending: [Delivery] = []
            for seconds in [10.0, 20] { sending.append(try await world.delivery(of: alert, to: "mail:\(seconds)", .sending, dueIn: seconds)) }
            for state in Delivery.State.allCases where state != .sending { _ = try await world.delivery(of: alert, to: "chat:\(state)", state) }
            try await expectEqual(world.store.look(BookKeys(rescuesAll: false)) { $0.expired }, [])
            try await expectEqual(world.store.look(BookKeys(rescuesAll: true)) { $0.expired }, sending.map(\.id))
            world.time.advance(by: 10)
            try await expectEqual(world.store.look(BookKeys(rescuesAll: false)) { $0.expired }, [sending[0].id])
            try await expectEqual(world.another().look(BookKeys(rescuesAll: false)) { $0.deliveries }, [sending[0].id: sending[0]])
            try await expectEqual(world.store.look(BookKeys()) { $0.expired }, [])
        },
        StoreContract("a rescued delivery goes again, and the late result of its first attempt falls to the ground") { world in
            let ledger = Ledger(settings: .make(firstSight: .alert))
            let (_, alert) = try await world.incident()
            let waiting = try await world.delivery(of: alert, to: "chat")
            let first = try unwrap(await apply([.claim(channel: "chat", slots: 1)], ledger, world).first)
            try expectEqual(first.delivery.id, waiting.id)
            try expectEqual(first.alerts, [alert])
            world.time.advance(by: 1 + (first.delivery.leaseUntil ?? world.time.now).timeIntervalSince(world.time.now))
            try await expectEqual(apply([.rescue(isStart: false)], ledger, world), [])
            let second = try unwrap(await apply([.claim(channel: "chat", slots: 1)], ledger, world).first)
            try expectEqual(second.delivery.attempt, 2)
            try expectEqual(second.delivery.mayBeDuplicate, true)
            let late = Input.Attempt(delivery: waiting.id, number: 1, channel: "chat")
            _ = try await apply([.outcome(late, .delivered(Receipt(answer: "late")))], ledger, world)
            try await expectEqual(world.store.deliveries(RecordQuery()), [second.delivery])
            let right = Input.Attempt(delivery: waiting.id, number: 2, channel: "chat")
            _ = try await apply([.outcome(right, .delivered(Receipt(providerID: "x", answer: "200")))], ledger, world)
            _ = try await apply([.outcome(right, .delivered(Receipt(answer: "twice")))], ledger, world)
            let settled = try unwrap(await world.store.deliveries(RecordQuery()).first)
            try expectEqual(settled.state, .delivered)
            try expectEqual(settled.receipt, Receipt(providerID: "x", answer: "200"))
            try await expectEqual(world.store.unfinishedDeliveries(), 0)
        },
        StoreContract("the agenda says what is next: by channel, held, and under way") { world in
            try await expectEqual(world.store.agenda(), Agenda())
            let (_, alert) = try await world.incident()
            let plan: [(String, Delivery.State, TimeInterval)] = [
                ("mail:a", .pending, 30), ("mail:b", .pending, 20), ("chat", .pending, -5), ("sms:1", .held, 40), ("sms:2", .held, 50),
                ("hook", .sending, 60), ("hook:2", .sending, 70), ("old", .delivered, -100),
            ]
            for (address, state, seconds) in plan { _ = try await world.delivery(of: alert, to: address, state, dueIn: seconds) }
            let gathering = Delivery.make(
                id: world.id(), incident: nil, gathersFor: "shop", state: .gathering, dueAt: world.time.now.addingTimeInterval(35))
            try await world.store.put { $0.put(gathering) }
            let now = world.time.now
            try await expectEqual(
                world.store.agenda(),
                Agenda(
                    pending: ["mail": now.addingTimeInterval(20), "chat": now.addingTimeInterval(-5)], held: now.addingTimeInterval(35),
                    lease: now.addingTimeInterval(60)))
        },
    ]

    /// Applies inputs as the clerk does.
    private static func apply(_ inputs: [Input], _ ledger: Ledger, _ world: StoreWorld) async throws -> [Claimed] {
        try await world.store.transact(ledger.keys(for: inputs)) { book in
            var (slots, ids, chance) = (["chat": 1], ULIDSource(SeededGenerator(1)), SeededGenerator(2))
            return try ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &chance).claimed
        }
    }
}
