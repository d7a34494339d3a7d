import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let receipts: [StoreContract] = [
        StoreContract("what far sides said of a message is kept, and what they said of it since") { world in
            let (_, alert) = try await world.incident()
            var delivery = try await world.delivery(of: alert, to: "sms:+4915112345671", .delivered)
            delivery.attempt = 1
            delivery.receipt = Receipt(providerID: "SM1", answer: "201 queued", thread: "1767.01 \u{1F9E6}", segments: 2)
            delivery.receipt?.isTracked = true
            for fate in [nil, DeliveryReport.Fate.underWay, .failed, .arrived] {
                delivery.reported = fate.map { Reported(fate: $0, detail: "status \($0.rawValue)", at: world.time.now) }
                try await world.store.put { [delivery] in $0.put(delivery) }
                try await expectEqual(world.another().deliveries(RecordQuery()), [delivery])
            }
        },
        StoreContract("a message is found by the far side's name for it, on its own channel, the youngest of one name") { world in
            let (_, alert) = try await world.incident()
            var ids: [Delivery.ID] = []
            for (address, name, isTracked) in [
                ("sms:1", "a", true), ("text:2", "a", true), ("sms:3", "b", true), ("sms:4", "b", true), ("sms:5", "c", false),
            ] {
                var delivery = try await world.delivery(of: alert, to: address, .delivered)
                delivery.receipt = Receipt(providerID: name, answer: "201")
                delivery.receipt?.isTracked = isTracked
                try await world.store.put { [delivery] in $0.put(delivery) }
                ids.append(delivery.id)
            }
            var keys = BookKeys()
            let names = [("sms", "a"), ("text", "a"), ("sms", "b"), ("sms", "c"), ("sms", "d"), ("mail", "a")]
            keys.reported = Set(names.map { BookKeys.ProviderID(channel: $0.0, id: $0.1) })
            let found = try await world.store.look(keys) { book in names.map { book.delivery(.provider($0.1), on: $0.0)?.id } }
            try expectEqual(found, [ids[0], ids[1], ids[3], nil, nil, nil])
        },
        StoreContract("with a message that may have to be told elsewhere comes what it tells of") { world in
            let (incident, alert) = try await world.incident()
            var delivery = try await world.delivery(of: alert, to: "sms:1", .delivered)
            delivery = .make(
                id: world.id(), alerts: [alert.id], incident: incident.id, address: Address(text: "sms:1"), state: .delivered, at: world.time.now)
            delivery.followUp = FollowUp(fallback: [Address(text: "chat")])
            delivery.finishedAt = world.time.now
            delivery.receipt = Receipt(providerID: "a", answer: "201")
            delivery.receipt?.isTracked = true
            try await world.store.put { [delivery] in $0.put(delivery) }
            var keys = BookKeys()
            keys.reported = [.init(channel: "sms", id: "a")]
            let (level, found) = try await world.store.look(keys) { ($0.level(alert.subject.key), $0.incident(id: incident.id)) }
            try expect(level != nil && found?.id == incident.id, "its level or its incident is missing")
        },
        StoreContract("the youngest message of an incident that has a handle is its thread, for each address, department and person") { world in
            let (incident, alert) = try await world.incident()
            let (_, other) = try await world.incident(.make(item: "78"))
            func saved(_ alert: Alert, _ state: Delivery.State, _ handle: String?, department: String = "sales", person: String? = nil) async throws
                -> Delivery
            {
                var delivery = Delivery.make(
                    id: world.id(), alerts: [alert.id], incident: alert.incident, department: department, address: Address(text: "chat:#a"),
                    state: state, at: world.time.now)
                delivery.recipient = person.map { Recipient(person: $0, text: "@\($0)") }
                delivery.receipt = handle.map { Receipt(answer: "200", thread: $0) }
                if state.isFinished { delivery.finishedAt = world.time.now }
                try await world.store.put { [delivery] in $0.put(delivery) }
                return delivery
            }
            _ = try await saved(other, .delivered, "of another incident")
            _ = try await saved(alert, .delivered, "of another department", department: "purchasing")
            _ = try await saved(alert, .delivered, "of another person", person: "anna")
            _ = try await saved(alert, .dead, "that was not delivered")
            _ = try await saved(alert, .delivered, nil)
            _ = try await saved(alert, .delivered, "the first")
            let last = try await saved(alert, .delivered, "a later one")
            let next = try await saved(alert, .pending, nil)
            try await expectEqual(world.store.look(BookKeys()) { try $0.thread(of: next) }, "a later one")
            try await expectEqual(world.store.look(BookKeys()) { try $0.thread(of: last) }, "the first")
            var elsewhere = next
            elsewhere.address = Address(text: "chat:#b")
            try await expectEqual(world.store.look(BookKeys()) { [elsewhere] in [try $0.thread(of: elsewhere)] }, [nil])
            // What the batch itself settled counts.
            var younger = Delivery.make(
                id: Delivery.ID("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), alerts: [alert.id], incident: incident.id, department: "sales", address: next.address,
                state: .delivered)
            younger.receipt = Receipt(answer: "200", thread: "younger still")
            let seen = try await world.store.transact(BookKeys()) { [younger] book in
                var trial = book
                trial.put(younger)
                return try trial.thread(of: next)
            }
            try expectEqual(seen, "younger still")
        },
        StoreContract("the suppression list keeps one line for each channel and recipient") { world in
            var lines = zip(["a@example.com", "b@example.com", "\u{E4}@example.com"], SuppressedAddress.Cause.allCases).map { recipient, cause in
                SuppressedAddress(
                    key: .init(channel: "mail", recipient: recipient), cause: cause, because: "it said \"\(cause.rawValue)\"", since: world.time.now)
            }
            lines.append(SuppressedAddress(key: .init(channel: "sms", recipient: "+491"), cause: .hand, because: "", since: world.time.now))
            try await world.store.put { [lines] book in for line in lines { book.put(line, for: line.key) } }
            try await expectEqual(world.another().suppressedAddresses(), lines)
            let wanted = lines[1].key
            try await expectEqual(world.store.transact(BookKeys()) { try $0.suppressed(wanted) }, lines[1])
            try await expectEqual(world.store.transact(BookKeys()) { [try $0.suppressed(.init(channel: "sms", recipient: "a@example.com"))] }, [nil])
            lines[0].cause = .hand
            try await world.store.put { [lines] book in
                book.put(lines[0], for: lines[0].key)
                book.put(nil, for: lines[1].key)
                book.put(nil, for: .init(channel: "chat", recipient: "x"))
            }
            try await expectEqual(world.store.suppressedAddresses(), [lines[0], lines[2], lines[3]])
        },
        StoreContract("text segments of a day are counted by channel and by department, with what nobody knows") { world in
            let (_, alert) = try await world.incident()
            let midnight = world.time.now.addingTimeInterval(-3600)
            func saved(_ to: String, _ department: String, _ state: Delivery.State, _ segments: Int?, at seconds: TimeInterval) async throws {
                let time = midnight.addingTimeInterval(seconds)
                var delivery = Delivery.make(
                    id: world.id(), alerts: [alert.id], incident: alert.incident, department: department, address: Address(text: to), state: state,
                    at: time)
                delivery.receipt = segments.map { Receipt(answer: "202", segments: $0) }
                if state.isFinished { delivery.finishedAt = time }
                if state == .dead, segments == 0 { (delivery.mayBeDuplicate, delivery.receipt) = (true, nil) }
                if state == .sending { delivery.leaseUntil = world.time.now.addingTimeInterval(80) }
                try await world.store.put { [delivery] in $0.put(delivery) }
            }
            try await saved("sms:1", "sales", .delivered, 3, at: 0)
            try await saved("sms:2", "purchasing", .delivered, 2, at: 60)
            try await saved("text:2", "sales", .delivered, 5, at: 60)
            try await saved("sms:3", "sales", .delivered, 7, at: -1)
            try await saved("sms:3", "sales", .unknown, nil, at: -1)
            try await saved("sms:3", "sales", .unknown, nil, at: 1)
            try await saved("sms:4", "sales", .dead, nil, at: 1)
            // Without a receipt, and perhaps there.
            try await saved("sms:4", "sales", .dead, 0, at: 1)
            try await saved("sms:4", "sales", .pending, nil, at: 1)
            try await saved("sms:5", "sales", .sending, nil, at: 1)
            try await saved("text:5", "sales", .sending, nil, at: 1)
            for (key, wanted) in [
                (SegmentKey.channel("sms"), [5 + 2 * 10, 10]), (.department("sales"), [8 + 2 * 10, 10 + 100]), (.channel("mail"), [0, 0]),
                (.department("purchasing"), [2, 0]),
            ] {
                let counted = try await world.store.transact(BookKeys()) { try $0.segments(key, since: midnight) { $0 == "sms" ? 10 : 100 } }
                try expectEqual([counted.used, counted.underWay], wanted, "\(key)")
            }
        },
    ]
}
