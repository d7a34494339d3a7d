import FoundationEssentials
import StockbellCore

extension StoreContract {
    private struct Refusal: Error, Equatable {
        var why: String
    }

    static let transactions: [StoreContract] = [
        StoreContract("what the work returns comes back, and what it wrote is there") { world in
            let (incident, alert) = try await world.incident()
            let delivery = try await world.delivery(of: alert)
            let (level, open, unfinished) = try await world.store.look(.item()) { book in
                (
                    book.level(incident.level ?? LevelKey(source: "", item: "", place: nil)), book.incident(alert.subject.key),
                    book.unfinished(of: incident.id)
                )
            }
            try expectEqual(level, Level.make(quantity: 0))
            try expectEqual(open, incident)
            try expectEqual(unfinished, [delivery])
            try await expectEqual(world.store.alerts([alert.id]), [alert])
        },
        StoreContract("what the work throws comes out as it is, and nothing is kept") { world in
            let (_, alert) = try await world.incident()
            let delivery = try await world.delivery(of: alert)
            let (arrival, record, seen) = (Arrival.make(), EventRecord.make(id: world.id()), BookKeys.Seen(source: "shop", digest: digest(1)))
            do {
                try await world.store.transact(BookKeys(deliveries: [delivery.id])) { book in
                    book.add(arrival, verdict: .decoded)
                    book.add(record)
                    book.remember(seen, until: .distantFuture)
                    book.put(Level.make(quantity: 99))
                    var sent = try unwrap(book.deliveries[delivery.id])
                    sent.state = .delivered
                    book.put(sent)
                    throw Refusal(why: "no")
                }
                throw ContractFailure(description: "the error was swallowed")
            } catch let refusal as Refusal {
                try expectEqual(refusal.why, "no")
            }
            let (isSeen, level) = try await world.store.look(BookKeys(items: BookKeys.item().items, seen: [seen])) { book in
                (book.seen.contains(seen), book.level(alert.subject.key)?.quantity)
            }
            try expectEqual(isSeen, false)
            try expectEqual(level, 0)
            try await expectEqual(world.store.events(RecordQuery()), [])
            try await expectEqual(world.store.body(of: arrival.id), nil)
            try await expectEqual(world.store.deliveries(RecordQuery()), [delivery])
        },
        StoreContract("a dedupe key is known until it expires") { world in
            let (key, other) = (BookKeys.Seen(source: "shop", digest: digest(1)), BookKeys.Seen(source: "tills", digest: digest(1)))
            let keys = BookKeys(seen: [key, other])
            try await world.store.put { $0.remember(key, until: $0.now.addingTimeInterval(60)) }
            world.time.advance(by: 59)
            try await expectEqual(world.store.look(keys) { $0.seen }, [key])
            world.time.advance(by: 1)
            try await expectEqual(world.store.look(keys) { $0.seen }, [])
            try await world.store.put { $0.remember(key, until: $0.now.addingTimeInterval(60)) }
            try await expectEqual(world.store.look(keys) { $0.seen }, [key])
        },
        StoreContract("work that remembers a key which is there runs again, and then knows it") { world in
            let key = BookKeys.Seen(source: "shop", digest: digest(1))
            try await world.store.put { $0.remember(key, until: .distantFuture) }
            let (first, second): (EventRecord, EventRecord) = (.make(id: world.id(), state: .applied), .make(id: world.id(), state: .duplicate))
            let isDuplicate = try await world.store.transact(BookKeys()) { book in
                guard !book.seen.contains(key) else {
                    book.add(second)
                    return true
                }
                book.remember(key, until: .distantFuture)
                book.add(first)
                return false
            }
            try expectEqual(isDuplicate, true)
            try await expectEqual(world.store.events(RecordQuery()).map(\.id), [second.id])
        },
        StoreContract("work that remembers a key against better knowledge is refused, and nothing is kept") { world in
            let (key, record) = (BookKeys.Seen(source: "shop", digest: digest(1)), EventRecord.make(id: world.id()))
            let new = BookKeys.Seen(source: "shop", digest: digest(2))
            try await world.store.put { $0.remember(key, until: .distantFuture) }
            do {
                try await world.store.put { book in
                    book.remember(new, until: .distantFuture)
                    book.remember(key, until: .distantFuture)
                    book.add(record)
                }
                throw ContractFailure(description: "it was accepted")
            } catch let error where !(error is StoreTrouble || error is ContractFailure) {}
            try await expectEqual(world.store.events(RecordQuery()), [])
            try await expectEqual(world.store.look(BookKeys(seen: [key, new])) { $0.seen }, [key])
        },
        StoreContract("two owners see each other's commits, and none overwrites the other") { world in
            let other = try world.another()
            let key = Subject.make().key
            try await withThrowingTaskGroup { group in
                for turn in 0..<20 {
                    let store = turn.isMultiple(of: 2) ? world.store : other
                    group.addTask {
                        try await store.transact(.item()) { book in
                            var level = book.level(key) ?? .make(quantity: 0)
                            level.quantity = (level.quantity ?? 0) + 1
                            book.put(level)
                        }
                    }
                }
                try await group.waitForAll()
            }
            for store in [world.store, other] { try await expectEqual(store.look(.item()) { $0.level(key)?.quantity }, 20) }
        },
        StoreContract("of two owners that get the same event, one calls it a duplicate") { world in
            let other = try world.another()
            let key = BookKeys.Seen(source: "shop", digest: digest(9))
            let firsts = try await withThrowingTaskGroup { group in
                for store in [world.store, other, world.store, other] {
                    group.addTask {
                        try await store.transact(BookKeys(seen: [key])) { book in
                            guard !book.seen.contains(key) else { return false }
                            book.remember(key, until: .distantFuture)
                            return true
                        }
                    }
                }
                return try await group.reduce(into: 0) { count, isFirst in count += isFirst ? 1 : 0 }
            }
            try expectEqual(firsts, 1)
        },
    ]

    /// A digest that differs for each number.
    static func digest(_ number: UInt8) -> [UInt8] { [UInt8](repeating: 0, count: 15) + [number] }
}

/// The value, or a failure where there is none.
func unwrap<Value>(_ value: Value?, file: StaticString = #fileID, line: UInt = #line) throws -> Value {
    guard let value else { throw ContractFailure(description: "\(file):\(line): it is not there") }
    return value
}
