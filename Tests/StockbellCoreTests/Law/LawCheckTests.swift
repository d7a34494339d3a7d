import FoundationEssentials
import StockbellCore
import Testing

/// Each check of the law sees the row that breaks it, and no other.
@Suite struct LawCheckTests {
    /// One spot of a lawful store, spoilt.
    struct Spoilt: Sendable, CustomStringConvertible {
        let description: String
        let check: LawCheck
        let table: AuditedTable
        /// Spoils it and gives the id of the row that is to be named.
        let spoil: @Sendable (inout Holdings) throws -> String

        init(_ description: String, _ check: LawCheck, _ table: AuditedTable, _ spoil: @escaping @Sendable (inout Holdings) throws -> String) {
            self.description = description
            self.check = check
            self.table = table
            self.spoil = spoil
        }

        /// A delivery in a state, spoilt.
        static func delivery(
            _ description: String, _ check: LawCheck, _ state: Delivery.State, _ spoil: @escaping @Sendable (inout Delivery) -> Void
        ) -> Spoilt {
            Spoilt(description, check, .delivery) { holdings in
                let index = try #require(holdings.deliveries.firstIndex { $0.state == state })
                spoil(&holdings.deliveries[index])
                return holdings.deliveries[index].id.string
            }
        }

        /// An incident, spoilt.
        static func incident(
            _ description: String, _ check: LawCheck, isOpen: Bool, _ spoil: @escaping @Sendable (inout Incident) -> Void
        ) -> Spoilt {
            Spoilt(description, check, .incident) { holdings in
                let index = try #require(holdings.incidents.firstIndex { $0.isOpen == isOpen && $0.level != nil })
                spoil(&holdings.incidents[index])
                return holdings.incidents[index].id.string
            }
        }

        /// The level of item A, spoilt.
        static func level(_ description: String, _ check: LawCheck, _ spoil: @escaping @Sendable (inout Level) -> Void) -> Spoilt {
            Spoilt(description, check, .level) { holdings in
                let index = try #require(holdings.levels.firstIndex { $0.subject.item.id == "A" })
                spoil(&holdings.levels[index])
                return holdings.levels[index].key.description
            }
        }
    }

    /// A store with something in each state: told, under way, waiting, unknown, dead, suppressed, gathering; open and closed incidents, and troubles.
    private static func lawful() throws -> Holdings {
        var world = World(
            try .fixture(
                sources: [
                    SourceSettings(name: "tills", platform: .enad, firstSight: .alert), SourceSettings(name: "web", platform: .enad),
                ],
                departments: [.wanting("purchasing", "mail:buyers@example.com", "sms:+4915112345678", "chat")],
                operators: [Address(text: "hook")]))
        try world.post(stockEvent(.level, "A", 0, key: .id(1)), second: 0)
        try world.post(stockEvent(.level, "A", 0, key: .id(1)), second: 1)
        try world.post(stockEvent(.touched, "A"), second: 2)
        try world.report(try #require(try world.claim("sms").first).delivery, .unsure)
        try world.report(try #require(try world.claim("chat").first).delivery, .refused)
        try world.report(try #require(try world.claim("mail").first).delivery, .fine)
        try world.post(stockEvent(.level, "B", 0), second: 10)
        try world.post(stockEvent(.level, "B", 9), second: 20)
        try world.post(stockEvent(.level, "C", 0, source: "web"), second: 30)
        try world.apply(.arrival(Arrival(id: .init("q"), source: "tills", receivedAt: .start, body: []), .quarantined(type: nil, reason: "no JSON")))
        try world.apply(.arrival(Arrival(id: .init("i"), source: "tills", receivedAt: .start, body: []), .ignored(type: "x", reason: "no stock")))
        _ = try world.claim("mail")
        return world.shelf.holdings(at: world.now)
    }

    private static let law = Law(channels: (try? Settings.fixture().channels) ?? [])

    @Test func aLawfulStoreHasNoBreach() throws {
        let holdings = try Self.lawful()
        let report = Self.law.report(on: holdings)
        #expect(report.breaches == [])
        #expect(report.holds)
        #expect(report.totals.arrivals == [.decoded: 5, .duplicate: 1, .ignored: 1, .quarantined: 1])
        #expect(report.totals.events == [.applied: 4, .duplicate: 1, .waiting: 1, .ignored: 1, .quarantined: 1])
        #expect(report.totals.edges == 4)
        #expect(Set(report.totals.deliveries.keys) == [.delivered, .unknown, .dead, .suppressed, .sending, .pending, .gathering])
        #expect(report.totals.carried == holdings.deliveries.map(\.alerts.count).reduce(0, +))
        #expect(report.totals.rows == AuditedTable.allCases.map { holdings.rows(of: $0).count }.reduce(0, +))
    }

    @Test(arguments: arrivals + alerts + deliveries + incidents)
    func namesTheRow(_ spoilt: Spoilt) throws {
        var holdings = try Self.lawful()
        let id = try spoilt.spoil(&holdings)
        let breaches = Self.law.report(on: holdings).breaches
        let isNamed = breaches.contains { $0.table == spoilt.table && $0.id == id && $0.check == spoilt.check && $0.sentence.count > 10 }
        #expect(isNamed, "\(breaches)")
    }

    private static let arrivals: [Spoilt] = [
        Spoilt("an arrival without events", .arrivalWithoutEvents, .arrival) { holdings in
            holdings.events.removeAll { $0.arrival.string == "q" }
            return "q"
        },
        Spoilt("a verdict that its events do not have", .verdict, .arrival) { holdings in
            let index = try #require(holdings.arrivals.firstIndex { $0.verdict == .duplicate })
            holdings.arrivals[index].verdict = .decoded
            return holdings.arrivals[index].arrival.id.string
        },
        Spoilt("an event whose arrival is gone", .eventWithoutArrival, .event) { holdings in
            holdings.arrivals.removeAll { $0.arrival.id.string == "i" }
            return try #require(holdings.events.first { $0.arrival.string == "i" }).id.string
        },
        Spoilt("an event of another source", .eventNotOfArrival, .event) { holdings in
            holdings.events[0].source = "web"
            return holdings.events[0].id.string
        },
        Spoilt("an event without a reason", .eventWithoutReason, .event) { holdings in
            holdings.events[0].reason = ""
            return holdings.events[0].id.string
        },
        Spoilt("a duplicate with an alert", .eventAlert, .event) { holdings in
            let index = try #require(holdings.events.firstIndex { $0.state == .duplicate })
            holdings.events[index].alert = holdings.alerts[0].id
            return holdings.events[index].id.string
        },
        Spoilt("an event whose alert is gone", .eventAlert, .event) { holdings in
            let event = try #require(holdings.events.first { $0.alert != nil })
            holdings.alerts.removeAll { $0.id == event.alert }
            return event.id.string
        },
        Spoilt("two events of one alert", .eventAlert, .event) { holdings in
            let alert = try #require(holdings.events.first { $0.alert != nil }).alert
            let index = try #require(holdings.events.lastIndex { $0.state == .applied })
            holdings.events[index].alert = alert
            return holdings.events[index].id.string
        },
        Spoilt("an arrival of next week", .clock, .arrival) { holdings in
            holdings.arrivals[0].arrival.receivedAt = holdings.now.addingTimeInterval(7 * 86400)
            return holdings.arrivals[0].arrival.id.string
        },
    ]

    private static let alerts: [Spoilt] = [
        Spoilt("an alert that nobody heard of", .alertUnaccounted, .alert) { holdings in
            let alert = holdings.alerts[0].id
            holdings.deliveries.removeAll { $0.alerts.contains(alert) }
            return alert.string
        },
        Spoilt("an alert that is carried to one address twice", .alertTwice, .alert) { holdings in
            var second = holdings.deliveries[0]
            second.id = .init("Z")
            holdings.deliveries.append(second)
            return second.alerts[0].string
        },
        Spoilt("an alert that is carried and left out", .alertTwice, .alert) { holdings in
            let delivery = holdings.deliveries[0]
            holdings.suppressions.append(
                Suppression(
                    alert: delivery.alerts[0], department: delivery.department, rule: "r", address: delivery.address, reason: .over, at: .start))
            return delivery.alerts[0].string
        },
        Spoilt("an alert without its incident", .alertIncident, .alert) { holdings in
            holdings.alerts[0].incident = .init("nowhere")
            return holdings.alerts[0].id.string
        },
        Spoilt("an alert of stock in a trouble's incident", .alertIncident, .alert) { holdings in
            let index = try #require(holdings.alerts.firstIndex { $0.kind != .trouble })
            holdings.alerts[index].incident = try #require(holdings.incidents.first { $0.trouble != nil }).id
            return holdings.alerts[index].id.string
        },
        Spoilt("an alert that no event made", .alertEvent, .alert) { holdings in
            let index = try #require(holdings.events.firstIndex { $0.alert != nil })
            let alert = try #require(holdings.events[index].alert)
            holdings.events[index].alert = nil
            return alert.string
        },
        Spoilt("a trouble that an event made", .alertEvent, .alert) { holdings in
            let index = try #require(holdings.alerts.firstIndex { $0.kind != .trouble })
            holdings.alerts[index].kind = .trouble
            return holdings.alerts[index].id.string
        },
        Spoilt("an alert of tomorrow", .clock, .alert) { holdings in
            holdings.alerts[0].decidedAt = holdings.now.addingTimeInterval(0.001)
            return holdings.alerts[0].id.string
        },
        Spoilt("a suppression of no alert", .suppressionWithoutAlert, .suppression) { holdings in
            holdings.suppressions = [Suppression(alert: .init("nowhere"), department: "d", rule: "r", address: nil, reason: .nobody, at: .start)]
            return "1"
        },
    ]

    private static let deliveries: [Spoilt] = [
        .delivery("under way without a lease", .lease, .sending) { $0.leaseUntil = nil },
        .delivery("under way without a moment", .lease, .sending) { $0.frozenAt = nil },
        .delivery("under way without an attempt", .attempts, .sending) { $0.attempt = 0 },
        .delivery("waiting with a lease", .lease, .pending) { $0.leaseUntil = .start },
        .delivery("gathering with a lease", .lease, .gathering) { $0.leaseUntil = .start },
        .delivery("waiting and finished", .finished, .pending) { $0.finishedAt = .start },
        .delivery("delivered without an end", .finished, .delivered) { $0.finishedAt = nil },
        .delivery("delivered before it was made", .finished, .delivered) { $0.finishedAt = .second(-1) },
        .delivery("delivered without a receipt", .receipt, .delivered) { $0.receipt = nil },
        .delivery("delivered without an attempt", .attempts, .delivered) { $0.attempt = 0 },
        .delivery("dead without a failure", .failure, .dead) { $0.failure = nil },
        .delivery("unknown without a failure", .failure, .unknown) { $0.failure = nil },
        .delivery("suppressed without a reason", .deliveryWithoutReason, .suppressed) { $0.reason = nil },
        .delivery("dead with an empty reason", .deliveryWithoutReason, .dead) { $0.reason = "" },
        .delivery("more earlier attempts than attempts", .attempts, .pending) { $0.earlierAttempts = 9 },
        .delivery("one that carries nothing", .carries, .pending) { $0.alerts = [] },
        .delivery("one that carries what is not there", .carries, .gathering) { $0.alerts.append(.init("nowhere")) },
        .delivery("one that carries an alert twice", .carries, .gathering) { $0.alerts += $0.alerts },
        Spoilt("one that carries another incident's alert", .carries, .delivery) { holdings in
            let index = try #require(holdings.deliveries.firstIndex { $0.state == .delivered })
            let other = try #require(holdings.alerts.first { $0.incident != holdings.deliveries[index].incident })
            holdings.deliveries[index].alerts = [other.id]
            return holdings.deliveries[index].id.string
        },
        .delivery("one whose incident is gone", .deliveryIncident, .pending) { $0.incident = .init("nowhere") },
        .delivery("one without an incident that is no summary", .deliveryIncident, .pending) { $0.incident = nil },
        Spoilt("two under way in a lane", .lane, .delivery) { holdings in
            var second = try #require(holdings.deliveries.first { $0.state == .sending })
            second.id = .init("Z")
            holdings.deliveries.append(second)
            return "Z"
        },
        Spoilt("two under way in a level's lane, of two incidents", .lane, .delivery) { holdings in
            var second = try #require(holdings.deliveries.first { $0.state == .sending })
            var earlier = try #require(holdings.incidents.first { $0.id == second.incident })
            (second.id, second.incident, earlier.id) = (.init("Z"), .init("Y"), .init("Y"))
            holdings.deliveries.append(second)
            holdings.incidents.append(earlier)
            return "Z"
        },
        .delivery("a repeat without a mark", .mark, .sending) { $0.failure = Failure(.leaseExpired, "") },
        .delivery("finished tomorrow", .clock, .delivered) { $0.finishedAt = .second(86400) },
    ]

    private static let incidents: [Spoilt] = [
        .incident("one of nothing", .incidentSubject, isOpen: true) { $0.level = nil },
        .incident("one of a level and a trouble", .incidentSubject, isOpen: true) { $0.trouble = "channel:mail" },
        .incident("one of a level that is gone", .incidentSubject, isOpen: true) { $0.level?.item = "nowhere" },
        .incident("open without a word", .incidentState, isOpen: true) { $0.told = .none },
        .incident("open with the reason of its end", .incidentState, isOpen: true) { $0.closed = .ok },
        .incident("closed without a reason", .incidentState, isOpen: false) { $0.closed = nil },
        .incident("closed with a word", .incidentState, isOpen: false) { $0.told = .out },
        .incident("closed before it was opened", .incidentState, isOpen: false) { $0.closedAt = .second(-1) },
        .incident("opened tomorrow", .clock, isOpen: true) { $0.openedAt = .second(86400) },
        Spoilt("open and not named", .openIncident, .incident) { holdings in
            holdings.open = [:]
            return try #require(holdings.incidents.first { $0.isOpen && $0.level != nil }).id.string
        },
        Spoilt("closed and named", .openIncident, .incident) { holdings in
            let closed = try #require(holdings.incidents.first { !$0.isOpen })
            holdings.open = [try #require(closed.level): closed.id]
            return closed.id.string
        },
        Spoilt("two open for one level", .openIncident, .incident) { holdings in
            var second = try #require(holdings.incidents.first { $0.isOpen && $0.level != nil })
            second.id = .init("Z")
            holdings.open = Dictionary(holdings.incidents.filter(\.isOpen).compactMap { one in one.level.map { ($0, one.id) } }) { $1 }
            holdings.incidents.append(second)
            return "Z"
        },
        Spoilt("two open for one trouble", .openIncident, .incident) { holdings in
            var second = try #require(holdings.incidents.first { $0.isOpen && $0.trouble != nil })
            second.id = .init("Z")
            holdings.incidents.append(second)
            return "Z"
        },
        Spoilt("a level that names what is not there", .openIncident, .level) { holdings in
            holdings.open = [holdings.levels[0].key: .init("nowhere")]
            return holdings.levels[0].key.description
        },
        .level("zero and ok", .condition) { $0.condition = .ok },
        .level("in stock and out", .condition) { $0.quantity = 3 },
        .level("no number and out", .condition) { $0.quantity = nil },
        .level("a number and a declaration", .condition) { $0.declared = .out },
        .level("declared low and out", .condition) { ($0.quantity, $0.declared) = (nil, .low) },
        .level("back, and nobody was told", .told) { ($0.quantity, $0.condition) = (9, .ok) },
        Spoilt("back, and held back no longer", .told, .level) { holdings in
            let index = try #require(holdings.incidents.firstIndex { $0.isOpen && $0.level?.item == "A" })
            let key = try #require(holdings.incidents[index].level)
            holdings.incidents[index].heldUpTo = 8
            let level = try #require(holdings.levels.firstIndex { $0.key == key })
            (holdings.levels[level].quantity, holdings.levels[level].condition) = (9, .ok)
            return key.description
        },
        .level("unknown, and an incident is open", .told) { ($0.quantity, $0.condition) = (nil, .unknown) },
        .level("as of next week", .clock) { $0.asOf = .second(7 * 86400) },
        Spoilt("out, and only low was told", .told, .level) { holdings in
            let index = try #require(holdings.incidents.firstIndex { $0.isOpen && $0.level?.item == "A" })
            holdings.incidents[index].told = .low
            return try #require(holdings.incidents[index].level).description
        },
    ]
}
