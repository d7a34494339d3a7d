import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let records: [StoreContract] = [
        StoreContract("events are listed by source and state: the newest, the oldest of them first") { world in
            let states = EventRecord.State.allCases
            let all = (0..<12).map { number in
                EventRecord.make(id: world.id(), source: number.isMultiple(of: 2) ? "shop" : "tills", state: states[number % states.count])
            }
            try await world.store.put { book in all.reversed().forEach { book.add($0) } }
            try await expectEqual(world.store.events(RecordQuery()), all)
            try await expectEqual(world.store.events(RecordQuery(limit: 5)), all.suffix(5))
            try await expectEqual(world.store.events(RecordQuery(source: "tills", limit: 2)), all.filter { $0.source == "tills" }.suffix(2))
            try await expectEqual(world.store.events(RecordQuery(state: "duplicate")), all.filter { $0.state == .duplicate })
            try await expectEqual(world.store.events(RecordQuery(state: "no such state")), [])
            try await expectEqual(world.store.events(RecordQuery(limit: -1)), [])
        },
        StoreContract("a body that told little keeps its row, and its bytes come back") { world in
            let arrival = Arrival(
                id: world.id(), source: "shop", receivedAt: world.time.now,
                headers: [.init(name: "X-Type", value: "a: b"), .init(name: "X-Empty", value: "")], body: [0, 0xFF, 0x7B])
            let record = EventRecord(
                id: world.id(), arrival: arrival.id, source: "shop", type: nil, state: .quarantined, reason: "no JSON", receivedAt: world.time.now)
            try await world.store.put { book in
                book.add(arrival, verdict: .quarantined)
                book.add(record)
            }
            try await expectEqual(world.store.body(of: arrival.id), arrival)
            try await expectEqual(world.store.body(of: world.id()), nil)
            try await expectEqual(world.store.events(RecordQuery()), [record])
            try await expectEqual(world.store.trace(arrival.id.string), Trace(events: [record]))
        },
        StoreContract("what became of a body can be written over, once what was kept of it is loaded") { world in
            let (arrival, other) = (Arrival.make(id: world.id()), Arrival.make(id: world.id()))
            var first = EventRecord.make(id: world.id(), source: "shop", state: .quarantined)
            first.arrival = arrival.id
            var stranger = EventRecord.make(id: world.id(), source: "shop", state: .quarantined)
            stranger.arrival = other.id
            let kept = (first, stranger)
            try await world.store.put { book in
                book.add(arrival, verdict: .quarantined)
                book.add(other, verdict: .quarantined)
                book.add(kept.0)
                book.add(kept.1)
            }
            var keys = BookKeys()
            keys.records = [arrival.id]
            try await expectEqual(world.store.look(keys) { $0.records }, [arrival.id: [first]])
            (first.state, first.reason, first.item, first.quantity) = (.applied, "read again", Item(id: "A", sku: "a"), 4)
            var second = EventRecord.make(id: world.id(), source: "shop")
            second.arrival = arrival.id
            let (corrected, added) = (first, second)
            try await world.store.put { book in
                book.correct(corrected)
                book.add(added)
                book.judge(arrival.id, .decoded)
            }
            try await expectEqual(world.store.look(keys) { $0.records }, [arrival.id: [first, second]])
            try await expectEqual(world.store.events(RecordQuery()), [first, stranger, second])
            try await expectEqual(world.store.trace(arrival.id.string)?.events, [first, second])
        },
        StoreContract("bodies come page by page in their order, and by source") { world in
            let all = (0..<5).map { number in
                Arrival.make(id: world.id(), source: number.isMultiple(of: 2) ? "shop" : "tills", body: "\(number)", at: world.time.now)
            }
            try await world.store.put { book in all.reversed().forEach { book.add($0, verdict: .ignored) } }
            try await expectEqual(world.store.arrivals(after: nil, source: nil, limit: 3), Array(all.prefix(3)))
            try await expectEqual(world.store.arrivals(after: all[2].id, source: nil, limit: 9), Array(all.suffix(2)))
            try await expectEqual(world.store.arrivals(after: all[0].id, source: "shop", limit: 9), [all[2], all[4]])
            try await expectEqual(world.store.arrivals(after: all[4].id, source: nil, limit: 9), [])
        },
        StoreContract("all levels of a source are listed, but those of tests") { world in
            let wanted = [Subject.make(place: "1"), .make(place: nil), .make(item: "78")].map { Level.make($0) }
            let others = [Subject.make(source: "tills"), .make(isTest: true)].map { Level.make($0) }
            try await world.store.put { book in (wanted + others).forEach { book.put($0) } }
            try await expectEqual(Set(world.store.levels(of: "shop")), Set(wanted))
            try await expectEqual(world.store.levels(of: "nobody"), [])
        },
        StoreContract("deliveries are listed by state, department, channel and source") { world in
            let (_, shop) = try await world.incident()
            let (_, tills) = try await world.incident(.make(source: "tills"))
            var all: [Delivery] = []
            for (alert, address, state) in [(shop, "mail:a", Delivery.State.pending), (tills, "mail:b", .dead), (shop, "chat", .dead)] {
                all.append(try await world.delivery(of: alert, to: address, state))
            }
            all.append(.make(id: world.id(), alerts: [tills.id], incident: nil, department: "sales", gathersFor: "tills", state: .gathering))
            let summary = all[3]
            try await world.store.put { $0.put(summary) }
            try await expectEqual(world.store.deliveries(RecordQuery()), all)
            try await expectEqual(world.store.deliveries(RecordQuery(limit: 1)), [all[3]])
            try await expectEqual(world.store.deliveries(RecordQuery(state: "dead")), [all[1], all[2]])
            try await expectEqual(world.store.deliveries(RecordQuery(department: "sales")), [all[3]])
            try await expectEqual(world.store.deliveries(RecordQuery(channel: "chat")), [all[2]])
            try await expectEqual(world.store.deliveries(RecordQuery(source: "tills")), [all[1], all[3]])
            try await expectEqual(world.store.unfinishedDeliveries(), 2)
        },
        StoreContract("a delivery keeps every field") { world in
            var delivery = Delivery.make(id: world.id(), alerts: [world.id()], incident: world.id(), address: Address(text: "sms:+4915112345671"))
            (delivery.state, delivery.attempt, delivery.round, delivery.mayBeDuplicate) = (.sending, 3, 2, true)
            (delivery.frozenAt, delivery.leaseUntil, delivery.reason) = (world.time.now, world.time.now.addingTimeInterval(80), "waits")
            delivery.failure = Failure(.rateLimited, "429: slow down")
            delivery.receipt = Receipt(providerID: nil, answer: "202 0: Accepted for delivery")
            delivery.recipient = Recipient(person: "anna", text: "+4915112345671")
            let saved = delivery
            try await world.store.put { $0.put(saved) }
            try await expectEqual(world.store.deliveries(RecordQuery()), [delivery])
        },
        StoreContract("whom an address by name means may change while a delivery waits") { world in
            var delivery = Delivery.make(
                id: world.id(), alerts: [world.id()], incident: world.id(), address: Address(text: "sms:@buyer"), state: .held)
            delivery.recipient = Recipient(person: "anna", text: "+4915112345671")
            let held = delivery
            try await world.store.put { $0.put(held) }
            delivery.state = .pending
            delivery.recipient = Recipient(person: "ben", text: "+4915112345672")
            let pending = delivery
            try await world.store.put { $0.put(pending) }
            try await expectEqual(world.store.deliveries(RecordQuery()), [delivery])
        },
        StoreContract("an alert keeps every field") { world in
            let incident: Incident.ID = world.id()
            var alert = Alert.make(id: world.id(), incident: incident, quantity: Decimal(string: "12345678901234567.25"), at: world.time.now)
            alert.elsewhere = Elsewhere(shelves: [.init(place: Place(id: "2", name: "Linz"), quantity: nil, condition: .low)])
            alert.trouble = Trouble(key: "channel:mail", title: "a", text: "b \u{1F9E6}", fix: "c")
            alert.isFirstSight = true
            var entry = CatalogueEntry(line: 7)
            (entry.sku, entry.price, entry.status, entry.tags) = ("A", Decimal(string: "649.90"), .seasonal, ["vip"])
            (entry.substitutes, entry.reason, entry.expectedDate) = ([.init(sku: "B")], StockReason(.countReset, isGuess: true), world.time.now)
            alert.subject.catalogue = Shared(entry)
            (alert.threshold.backAbove, alert.threshold.backAboveFrom) = (2.5, "thresholds[1]")
            let (saved, other) = (alert, Alert.make(id: world.id(), incident: incident, quantity: nil, previous: nil))
            try await world.store.put { book in
                book.add(saved)
                book.add(other)
            }
            try await expectEqual(Set(world.store.alerts([alert.id, other.id, world.id()])), [alert, other])
            try await expectEqual(world.store.alerts([]), [])
        },
        StoreContract("every id of a chain leads to the whole chain, and so does the beginning that only it has") { world in
            let arrival = Arrival.make(id: world.id())
            let (event, ignored): (StockEvent.ID, StockEvent.ID) = (world.id(), world.id())
            let (incident, alert) = try await world.incident()
            let records = [EventRecord.make(id: event, arrival: arrival.id, alert: alert.id), .make(id: ignored, arrival: arrival.id, state: .stale)]
            let single = Delivery.make(id: world.id(), alerts: [alert.id], incident: incident.id)
            let summary = Delivery.make(id: world.id(), alerts: [alert.id], incident: nil, gathersFor: "shop", state: .gathering)
            let (_, stranger) = try await world.incident(.make(item: "78"))
            let left = Suppression(
                alert: alert.id, department: "sales", rule: "sales/all", address: Address(text: "sms:+49151"), reason: .testOnSMS, at: world.time.now)
            let nobody = Suppression(alert: stranger.id, department: "x", rule: "otherwise", address: nil, reason: .nobody, at: world.time.now)
            try await world.store.put { book in
                book.add(arrival, verdict: .decoded)
                records.forEach { book.add($0) }
                [single, summary].forEach { book.put($0) }
                [left, nobody].forEach { book.add($0) }
            }
            // The alert was saved before its event: the chain is then known from the event on only.
            let whole = Trace(events: [records[0]], alerts: [alert], deliveries: [single, summary], suppressions: [left])
            let fromArrival = Trace(events: records, alerts: [alert], deliveries: [single, summary], suppressions: [left])
            try await expectEqual(world.store.trace(event.string), whole)
            try await expectEqual(world.store.trace(arrival.id.string), fromArrival)
            for id in [alert.id.string, incident.id.string, single.id.string, summary.id.string] {
                let trace = try unwrap(await world.store.trace(id))
                try expectEqual(trace.alerts, [alert])
                try expectEqual(trace.deliveries, [single, summary])
                try expectEqual(trace.suppressions, [left])
            }
            try await expectEqual(world.store.trace(stranger.id.string), Trace(alerts: [stranger], suppressions: [nobody]))
            try await expectEqual(world.store.trace(ignored.string), Trace(events: [records[1]]))
        },
        StoreContract("an alert leads back to its event when both were made together") { world in
            let arrival = Arrival.make(id: world.id())
            let event: StockEvent.ID = world.id()
            let incident = Incident(id: world.id(), trouble: "x", openedAt: world.time.now, told: .out, toldAt: world.time.now)
            let alert = Alert.make(id: world.id(), incident: incident.id)
            let record = EventRecord.make(id: event, arrival: arrival.id, alert: alert.id)
            let delivery = Delivery.make(id: world.id(), alerts: [alert.id], incident: incident.id)
            try await world.store.put { book in
                book.add(arrival, verdict: .decoded)
                book.put(incident)
                book.add(alert)
                book.add(record)
                book.put(delivery)
            }
            let trace = Trace(events: [record], alerts: [alert], deliveries: [delivery])
            for id in [arrival.id.string, event.string, incident.id.string, alert.id.string, delivery.id.string] {
                try await expectEqual(world.store.trace(id), trace)
            }
        },
        StoreContract("a beginning of at least six characters is enough where it is the only one") { world in
            let (one, two) = (EventRecord.make(id: world.id()), EventRecord.make(id: Identifier("07ABCDEFGHJKMNPQRSTVWXYZ00")))
            let three = EventRecord.make(id: Identifier("07ABCDEFGHJKMNPQRSTVWXYZ01"))
            try await world.store.put { book in [one, two, three].forEach { book.add($0) } }
            try await expectEqual(world.store.trace(String(one.id.string.prefix(6))), Trace(events: [one]))
            try await expectEqual(world.store.trace(String(one.id.string.prefix(5))), nil)
            try await expectEqual(world.store.trace("07ABCDEFGH"), nil)
            try await expectEqual(world.store.trace(two.id.string), Trace(events: [two]))
            for id in ["", "ZZZZZZ", "' OR 1=1 --", "07ABC%"] { try await expectEqual(world.store.trace(id), nil) }
        },
    ]
}
