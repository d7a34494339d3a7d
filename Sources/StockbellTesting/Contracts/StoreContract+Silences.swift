import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let silences: [StoreContract] = [
        StoreContract("silences that commands made are kept, changed and ended, one for each name") { world in
            let now = world.time.now
            let condition = Where.all([
                .any([.field(.sku, .matches([Glob("TV-*"), Glob(#"a\*"#)])), .not(.field(.place, .not(.matches([Glob("Köln")]))))]),
                .field(.price, .compares([.init(.atLeast, 9.95)])), .field(.backorder, .equals(false)),
            ])
            var silences = [
                Silence(name: "a", where: condition, span: .until(now.addingTimeInterval(60)), because: "why", author: "Anna", since: now),
                Silence(name: "b", where: .always, span: .until(now.addingTimeInterval(-60)), then: .forget, since: now),
            ]
            try await world.store.transact(BookKeys()) { [silences] book in for silence in silences { try book.put(silence, named: silence.name) } }
            try await expectEqual(world.another().silences(), silences)
            try await expectEqual(world.store.transact(BookKeys()) { try $0.silences() }.values.sorted { $0.name < $1.name }, silences)
            silences[0].because = nil
            try await world.store.transact(BookKeys()) { [silences] book in
                try book.put(silences[0], named: "a")
                try book.put(nil, named: "b")
                try book.put(nil, named: "c")
            }
            try await expectEqual(world.store.silences(), [silences[0]])
        },
        StoreContract("what waits for the end of a silence is found by its name while it waits") { world in
            let (_, alert) = try await world.incident()
            var held = try await world.delivery(of: alert, .held, dueIn: 60)
            held.silence = "a"
            var gathering = Delivery(
                id: world.id(), alerts: [alert.id], incident: nil, letter: .summary, department: "sales", rule: "sales/all",
                address: Address(channel: "chat"), tally: .live, state: .gathering, createdAt: world.time.now, dueAt: world.time.now)
            gathering.silence = "a"
            try await world.store.put { [held, gathering] book in
                book.put(held)
                book.put(gathering)
            }
            var keys = BookKeys()
            keys.mutes = ["a", "c"]
            try await expectEqual(world.store.look(keys) { $0.waiting(for: "a") }, [held, gathering].sorted { $0.id < $1.id })
            keys.mutes = ["b"]
            try await expectEqual(world.store.look(keys) { $0.waiting(for: "a") }, [])
            for (gathers, wanted) in [(GatheringKey.Gathers.silence("a", .live), gathering.id), (.silence("b", .live), nil), (.opening(.live), nil)] {
                let key = GatheringKey(department: "sales", address: gathering.address, gathers: gathers)
                try await expectEqual(world.store.transact(BookKeys()) { try $0.gathering(key)?.id }, wanted)
            }
            held.state = .pending
            try await world.store.put { [held] in $0.put(held) }
            keys.mutes = ["a"]
            try await expectEqual(world.store.look(keys) { $0.waiting(for: "a").map(\.id) }, [gathering.id])
        },
        StoreContract("what the rules said is kept each time that they say something else, and alerts say which of it they were decided by") {
            world in
            let (_, before) = try await world.incident()
            for text in ["a", "a", "b"] { try await world.store.transact(BookKeys()) { try $0.put(configuration: text) } }
            let since = world.time.now
            world.time.advance(by: 60)
            let (_, after) = try await world.incident(.make(item: "78"))
            try await world.store.transact(BookKeys()) { try $0.put(configuration: "b") }
            let alerts = try await world.another().alerts([before.id, after.id]).sorted { $0.id < $1.id }
            try expectEqual(alerts.map(\.configuration), [nil, 2])
            try await expectEqual(world.store.configuration(2)?.text, "b")
            try await expectEqual(world.store.configuration(2)?.since, since)
            try await expect(world.store.configuration(3) == nil, "there is no third")
        },
    ]
}
