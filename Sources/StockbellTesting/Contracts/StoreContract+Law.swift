import FoundationEssentials
import StockbellCore

extension StoreContract {
    static let law: [StoreContract] =
        [
            StoreContract("a lawful store has no breach, in pages of any size") { world in
                try await expectEqual(world.store.audit(by: Law()), AuditReport())
                try await LawfulShop(world).live()
                let report = try await world.store.audit(by: LawfulShop.law)
                try expectEqual(report.breaches, [])
                try expectEqual(report.totals, LawfulShop.day)
                for size in [1, 2, 3, 7] { try await expectEqual(world.store.audit(by: LawfulShop.law, pageSize: size), report, "pages of \(size):") }
                try await expectEqual(world.store.audit(by: LawfulShop.law, pageSize: 0), report, "pages of at least one row:")
            },
            StoreContract("what changes between two pages is no breach") { world in
                let shop = LawfulShop(world)
                var breaches: [Breach] = []
                for table in AuditedTable.allCases {
                    try await shop.live()
                    var position: String?
                    var pages = 0
                    repeat {
                        let page = try await world.store.page(of: table, after: position, limit: 4)
                        breaches += page.rows.flatMap { LawfulShop.law.breaches(of: $0, now: page.now) }
                        (position, pages) = (page.last, pages + 1)
                        if pages == 1 { try await shop.live() }
                    } while position != nil && pages < 200
                    try expect(position == nil && pages > 1, "\(table) ends, after more than one page: \(pages)")
                }
                try expectEqual(breaches, [])
            },
        ] + breaches

    /// Whatever a store can be made to save through its port.
    private static let breaches: [StoreContract] = [
        breach("an arrival without events", .arrivalWithoutEvents, .arrival) { book, _ in
            book.add(Arrival.make(id: .init("spoilt")), verdict: .quarantined)
        },
        breach("a verdict that its events do not have", .verdict, .arrival) { book, _ in
            book.add(Arrival.make(id: .init("spoilt")), verdict: .quarantined)
            book.add(EventRecord.make(id: .init("E"), arrival: .init("spoilt"), state: .duplicate))
        },
        breach("an event without its arrival", .eventWithoutArrival, .event) { book, _ in
            book.add(EventRecord.make(id: .init("spoilt"), arrival: .init("nowhere")))
        },
        breach("an event of an alert that is not there", .eventAlert, .event) { book, _ in
            book.add(Arrival.make(id: .init("A")), verdict: .decoded)
            book.add(EventRecord.make(id: .init("spoilt"), arrival: .init("A"), alert: .init("nowhere")))
        },
        breach("an alert that nobody heard of", .alertUnaccounted, .alert) { book, alert in
            book.add(Alert.make(id: .init("spoilt"), incident: alert.incident))
        },
        breach("an alert of no incident", .alertIncident, .alert) { book, _ in book.add(Alert.make(id: .init("spoilt"), incident: .init("nowhere")))
        },
        breach("an alert of no event", .alertEvent, .alert) { book, alert in book.add(Alert.make(id: .init("spoilt"), incident: alert.incident)) },
        breach("an alert that one address hears twice", .alertTwice, .alert) { book, alert in
            book.add(Alert.make(id: .init("spoilt"), incident: alert.incident))
            for id in ["spoilt1", "spoilt2"] {
                book.put(Delivery.make(id: .init(id), alerts: [.init("spoilt")], incident: alert.incident))
            }
        },
        delivery("under way without a lease", .lease) { $0.state = .sending },
        delivery("finished before it was made", .finished) { ($0.state, $0.finishedAt) = (.dead, $0.createdAt.addingTimeInterval(-1)) },
        delivery("delivered without a receipt", .receipt) { ($0.state, $0.attempt, $0.finishedAt) = (.delivered, 1, $0.createdAt) },
        delivery("dead without a failure", .failure) { ($0.state, $0.reason, $0.finishedAt) = (.dead, "why", $0.createdAt) },
        delivery("suppressed without a reason", .deliveryWithoutReason) { ($0.state, $0.finishedAt) = (.suppressed, $0.createdAt) },
        delivery("of an incident that is not there", .deliveryIncident) { $0.incident = .init("nowhere") },
        delivery("carrying what is not there", .carries) { $0.alerts = [.init("nowhere")] },
        delivery("a summary that carries what is not there", .carries) { delivery in
            (delivery.alerts, delivery.incident, delivery.gathersFor, delivery.letter) = ([.init("nowhere")], nil, "shop", .summary)
        },
        breach("two under way in one lane", .lane, .delivery) { book, alert in
            for id in ["spoilt", "spoilt2"] {
                var delivery = Delivery.make(id: .init(id), alerts: [alert.id], incident: alert.incident, state: .sending)
                (delivery.attempt, delivery.frozenAt, delivery.leaseUntil) = (1, book.now, book.now)
                book.put(delivery)
            }
        },
        breach("an open incident of which nothing was told", .incidentState, .incident) { book, alert in
            let level = Level.make(.make(item: "other"), quantity: 0)
            book.put(level)
            book.put(Incident(id: .init("spoilt"), level: level.key, openedAt: book.now, told: .none, toldAt: book.now))
        },
        breach("two open incidents of one level", .openIncident, .incident) { book, alert in
            book.put(Incident(id: .init("spoilt"), level: alert.subject.key, openedAt: book.now, told: .out, toldAt: book.now))
            // The level names the last one that was saved.
            book.put(Incident(id: .init("spoilt2"), level: alert.subject.key, openedAt: book.now, told: .out, toldAt: book.now))
        },
        breach("a level that is not what its quantity says", .condition, .level, id: "shop/spoilt@1") { book, _ in
            var level = Level.make(.make(item: "spoilt"), quantity: 0)
            level.condition = .ok
            book.put(level)
        },
        breach("a suppression of no alert", .suppressionWithoutAlert, .suppression, id: "1") { book, _ in
            book.add(Suppression(alert: .init("nowhere"), department: "d", rule: "r", address: nil, reason: .over, at: book.now))
        },
        breach("a row of the future", .clock, .alert) { book, alert in
            book.add(Alert.make(id: .init("spoilt"), incident: alert.incident, at: book.now.addingTimeInterval(1)))
        },
    ]

    /// A breach that is to be found in a row, named `spoilt` or as it says; rows beside it may break the law too.
    private static func breach(
        _ what: String, _ check: LawCheck, _ table: AuditedTable, id: String? = nil,
        _ spoil: @escaping @Sendable (inout Book, Alert) throws -> Void
    ) -> StoreContract {
        StoreContract("an audit names \(what)") { world in
            let (_, alert) = try await world.incident()
            try await world.store.put { try spoil(&$0, alert) }
            let breaches = try await world.store.audit(by: LawfulShop.law).breaches
            let found = breaches.filter { $0.check == check && $0.table == table }.map(\.id)
            let isNamed = found.contains { name in id.map { $0 == name } ?? name.hasPrefix("spoilt") }
            try expect(isNamed, "\(check) in \(breaches)")
        }
    }

    private static func delivery(_ what: String, _ check: LawCheck, _ spoil: @escaping @Sendable (inout Delivery) -> Void) -> StoreContract {
        breach("a delivery \(what)", check, .delivery) { book, alert in
            var delivery = Delivery.make(id: .init("spoilt"), alerts: [alert.id], incident: alert.incident, at: book.now)
            spoil(&delivery)
            book.put(delivery)
        }
    }
}
