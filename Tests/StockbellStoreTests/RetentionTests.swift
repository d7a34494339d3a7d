import Foundation
import GRDB
import StockbellCore
import StockbellTesting
import Synchronization
import Testing

@testable import StockbellStore

@Suite struct RetentionTests {
    private let time = ManualTime()
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let ids = Ids()
    private let keep = Keep(quiet: .days(2), told: .days(6), raw: .days(4), size: 1 << 40)

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore.open(path: folder.store, mode: .serve) { [time] in time.now }
    }

    // MARK: - What is there

    /// An incident of an item with its first alert, the event and body behind it, and a message to purchasing.
    private func incident(_ item: String = "77", closedAfter: TimeInterval? = 0, message: Delivery.State = .delivered) async throws -> Told {
        let subject = Subject.make(item: item)
        var incident = Incident(id: ids.next(time), level: subject.key, openedAt: time.now, told: .out, toldAt: time.now)
        let alert = Alert.make(id: ids.next(time), incident: incident.id, subject: subject, at: time.now)
        let arrival = Arrival.make(id: ids.next(time), at: time.now)
        let event = EventRecord.make(id: ids.next(time), arrival: arrival.id, alert: alert.id, at: time.now)
        let delivery = delivery(of: [alert], message)
        if let closedAfter {
            incident.closedAt = time.now.addingTimeInterval(closedAfter)
            incident.closed = .ok
        }
        let (level, saved) = (Level.make(subject, quantity: 0), incident)
        try await store.transact(BookKeys()) { book in
            book.put(level)
            book.put(saved)
            book.add(alert)
            book.add(event)
            book.add(arrival, verdict: .decoded)
            book.put(delivery)
            book.add(
                Suppression(
                    alert: alert.id, department: "sales", rule: "sales/all", address: Address(text: "sms:+4915112345678"), reason: .testOnSMS,
                    at: book.now))
        }
        return Told(incident: incident, alert: alert, arrival: arrival, event: event, delivery: delivery)
    }

    private func delivery(of alerts: [Alert], _ state: Delivery.State, gathersFor: String? = nil) -> Delivery {
        var delivery = Delivery.make(
            id: ids.next(time), alerts: alerts.map(\.id), incident: gathersFor == nil ? alerts.first?.incident : nil, gathersFor: gathersFor,
            state: state, at: time.now)
        if state.isFinished { delivery.finishedAt = time.now }
        if state == .sending { (delivery.attempt, delivery.leaseUntil) = (1, time.now) }
        return delivery
    }

    /// A body with one event for each of these alerts; nil: one that led to none.
    @discardableResult private func body(_ verdict: Arrival.Verdict = .decoded, _ alerts: [Alert.ID?] = [nil]) async throws -> Arrival {
        let arrival = Arrival.make(id: ids.next(time), at: time.now)
        let events = alerts.map { EventRecord.make(id: ids.next(time), arrival: arrival.id, alert: $0, at: time.now) }
        try await store.transact(BookKeys()) { book in
            book.add(arrival, verdict: verdict)
            for event in events { book.add(event) }
        }
        return arrival
    }

    private func rows(_ table: String) async throws -> [String] {
        try await store.pool.read { db in try String.fetchAll(db, sql: "SELECT id FROM \(table) ORDER BY id") }
    }

    private func breaches() async throws -> [String] { try await store.pool.read(Neighbourhoods.breaches) }

    private func prune(_ keep: Keep? = nil, limit: Int = 100) async throws -> Pruned {
        try await SimulatedShop(store, time, seed: 1).prune(keep ?? self.keep, limit: limit)
    }

    // MARK: - Quiet

    @Test(arguments: Arrival.Verdict.allCases)
    func whatLedToNoAlertGoesWhenItIsOldEnough(_ verdict: Arrival.Verdict) async throws {
        try await body(verdict, [nil, nil])
        time.advance(by: 86400)
        let young = try await body(verdict)
        time.advance(by: 86400 - 1)
        #expect(try await prune() == Pruned())
        time.advance(by: 2)
        #expect(try await prune().quiet == 1)
        #expect(try await rows("arrival") == [young.id.string])
        #expect(try await rows("event").count == 1)
        #expect(try await breaches() == [])
        try store.close()
    }

    @Test func aBodyOfWhichOneEventLedToAnAlertStaysWhole() async throws {
        let told = try await incident(closedAfter: nil)
        let alert = Alert.make(id: ids.next(time), incident: told.incident.id, subject: told.alert.subject, at: time.now)
        let delivery = delivery(of: [alert], .delivered)
        try await store.transact(BookKeys()) { book in
            book.add(alert)
            book.put(delivery)
        }
        try await body(.decoded, [nil, alert.id, nil])
        time.advance(by: 10 * 86400)
        #expect(try await prune().quiet == 0)
        #expect(try await rows("event").count == 4)
        try store.close()
    }

    @Test func aStepLooksAtNoMoreThanItMay() async throws {
        for _ in 0..<25 { try await body() }
        time.advance(by: 3 * 86400)
        var left: [Int] = []
        for _ in 0..<3 {
            let step = try await store.prune(keep, limit: 10)
            left.append(try await rows("arrival").count)
            #expect(step.isBehind == (left.count < 3))
        }
        #expect(left == [15, 5, 0])
        try store.close()
    }

    @Test func largeBodiesMakeAStepShorter() async throws {
        for _ in 0..<6 {
            let arrival = Arrival.make(id: ids.next(time), body: String(repeating: "x", count: 400_000), at: time.now)
            try await store.transact(BookKeys()) { $0.add(arrival, verdict: .quarantined) }
        }
        time.advance(by: 3 * 86400)
        let step = try await store.prune(keep, limit: 10)
        #expect(step.quiet == 3)
        #expect(step.isBehind)
        try store.close()
    }

    // MARK: - Told

    @Test func anIncidentThatIsOverGoesWithAllThatBelongsToIt() async throws {
        let told = try await incident()
        time.advance(by: 6 * 86400 - 1)
        #expect(try await prune().told == 0)
        time.advance(by: 2 * 3600)
        #expect(try await prune().told == 1)
        for table in ["arrival", "event", "alert", "incident", "delivery", "suppression"] { #expect(try await rows(table) == [], "\(table)") }
        #expect(try await rows("level").count == 1)
        #expect(try await store.trace(told.delivery.id.string) == nil)
        try store.close()
    }

    @Test func whatIsOpenOrYoungOrNotFinishedStaysWhole() async throws {
        _ = try await incident("1", closedAfter: nil)
        _ = try await incident("2", closedAfter: 5 * 86400)
        for (number, state) in Delivery.State.allCases.enumerated() where !state.isFinished {
            _ = try await incident("state-\(number)", message: state)
        }
        for _ in 0..<3 {
            time.advance(by: 3 * 86400)
            #expect(try await prune().told == 0)
        }
        #expect(try await rows("incident").count == 6)
        #expect(try await rows("event").count == 6)
        time.advance(by: 3 * 86400)
        #expect(try await prune().told == 1, "the one that was closed after five days")
        #expect(try await breaches() == [])
        try store.close()
    }

    @Test func anIncidentWithAGatheringMessageStaysAndAFinishedSummaryLosesWhatIsGone() async throws {
        let (first, second) = (try await incident("1"), try await incident("2", closedAfter: nil))
        let third = try await incident("3")
        let summary = delivery(of: [first.alert, second.alert], .delivered, gathersFor: "shop")
        let over = delivery(of: [first.alert], .delivered, gathersFor: "shop")
        let waiting = delivery(of: [third.alert], .gathering, gathersFor: "shop")
        let empty = delivery(of: [], .suppressed, gathersFor: "shop")
        try await store.transact(BookKeys()) { book in for one in [summary, over, waiting, empty] { book.put(one) } }
        time.advance(by: 7 * 86400)
        #expect(try await prune().told == 1)
        #expect(try await rows("alert") == [second.alert.id.string, third.alert.id.string])
        let left = try await store.deliveries(RecordQuery())
        #expect(left.map(\.id) == [second.delivery.id, third.delivery.id, summary.id, waiting.id])
        #expect(left.first { $0.id == summary.id }?.alerts == [second.alert.id])
        #expect(try await breaches() == [])
        try store.close()
    }

    @Test func anEventGoesWithItsAlertAndTheBodyWithTheLastOfThem() async throws {
        let (first, second) = (try await incident("1", closedAfter: 0), try await incident("2", closedAfter: 3 * 86400))
        try await store.pool.write { db in
            // Both came in one body.
            try db.execute(sql: "UPDATE event SET arrival = ?", arguments: [first.arrival.id.string])
            try db.execute(sql: "DELETE FROM arrival WHERE id <> ?", arguments: [first.arrival.id.string])
            try db.execute(sql: "UPDATE arrival SET last_event = ?", arguments: [second.event.id.string])
        }
        time.advance(by: 7 * 86400)
        #expect(try await prune().told == 1)
        #expect(try await rows("event") == [second.event.id.string])
        #expect(try await rows("arrival") == [first.arrival.id.string])
        #expect(try await breaches() == [])
        time.advance(by: 3 * 86400)
        #expect(try await prune().told == 1)
        #expect(try await rows("arrival") == [])
        try store.close()
    }

    /// An early alert was passed as a message was not finished; that it is finished a moment later must not let the last one go before it.
    @Test func whatWasPassedInARoundStaysWholeInThatRound() async throws {
        let told = try await incident(message: .pending)
        var incident = told.incident
        time.advance(by: 60)
        incident.toldAt = time.now
        let last = Alert.make(id: ids.next(time), incident: incident.id, kind: .backInStock, subject: told.alert.subject, at: time.now)
        let (second, saved) = (delivery(of: [last], .delivered), incident)
        try await store.transact(BookKeys()) { book in
            book.put(saved)
            book.add(last)
            book.put(second)
        }
        time.advance(by: 7 * 86400)
        _ = try await store.prune(keep, limit: 1)
        var first = told.delivery
        (first.state, first.finishedAt) = (.delivered, time.now)
        let finished = first
        try await store.transact(BookKeys()) { $0.put(finished) }
        #expect(try await prune(limit: 1).told == 0)
        #expect(try await breaches() == [])
        time.advance(by: 2 * 3600)
        #expect(try await prune(limit: 1).told == 2)
        #expect(try await rows("incident") == [])
        #expect(try await breaches() == [])
        try store.close()
    }

    @Test func twoAlertsOfOneMomentInTwoStepsKeepTheirIncident() async throws {
        let told = try await incident()
        let last = Alert.make(id: ids.next(time), incident: told.incident.id, kind: .backInStock, subject: told.alert.subject, at: time.now)
        let delivery = delivery(of: [last], .delivered)
        try await store.transact(BookKeys()) { book in
            book.add(last)
            book.put(delivery)
        }
        time.advance(by: 7 * 86400)
        for left in [1, 0] {
            _ = try await store.prune(keep, limit: 1)
            #expect(try await rows("alert").count == left)
            #expect(try await breaches() == [])
        }
        #expect(try await rows("incident") == [])
        try store.close()
    }

    // MARK: - Raw

    @Test func theBodyBehindAnAlertIsEmptiedAndItsEventStays() async throws {
        let told = try await incident()
        time.advance(by: 4 * 86400 - 1)
        #expect(try await prune().raw == 0)
        time.advance(by: 2)
        #expect(try await prune().raw == 1)
        let kept = try #require(await store.body(of: told.arrival.id))
        #expect(kept.body == [] && kept.headers == [])
        #expect(try await store.trace(told.event.id.string)?.events == [told.event])
        #expect(try await prune().raw == 0)
        try store.close()
    }

    // MARK: - Size

    @Test func aStoreThatIsTooLargeLosesTheOldestQuietFirstThenTheOldestTold() async throws {
        let open = try await incident("open", closedAfter: nil)
        var told: [Told] = []
        for number in 0..<30 {
            time.advance(by: 60)
            told.append(try await incident("\(number)"))
            let quiet = Arrival.make(id: ids.next(time), body: String(repeating: "x", count: 20_000), at: time.now)
            try await store.transact(BookKeys()) { $0.add(quiet, verdict: .ignored) }
        }
        time.advance(by: 600)
        func used() async throws -> Int64 {
            try await store.pool.read { db in
                try Int64((Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0) - (Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0)) * 4096
            }
        }
        let full = try await used()
        var small = Keep(size: full - 200_000)
        let first = try await prune(small, limit: 2)
        #expect(first.quiet >= 10 && first.quiet < 30 && first.told == 0)
        #expect(try await used() <= small.size)

        // All bodies without an alert are not enough now.
        small.size = try await used() - Int64(30 - first.quiet) * 20_480 - 16_384
        let second = try await prune(small, limit: 2)
        #expect(second.told > 0)
        #expect(second.isTooLarge == (try await used() > small.size))
        let left = try await rows("alert")
        #expect(left.first == open.alert.id.string, "what is open stays")
        #expect(Array(left.dropFirst()) == told.map(\.alert.id.string).suffix(left.count - 1), "the oldest went first")
        small.size = 4096
        #expect(try await prune(small).isTooLarge)
        #expect(try await rows("alert") == [open.alert.id.string])
        #expect(try await breaches() == [])
        try store.close()
    }

    // MARK: - All of it

    @Test func theStoreStaysFlatUnderSteadyLoad() async throws {
        try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
        let shop = SimulatedShop(store, time, seed: 11)
        var pages: [Int] = []
        var all = Pruned()
        for day in 1...60 {
            for _ in 0..<2 {
                time.advance(by: 12 * 3600)
                try await shop.work(bodies: 25)
                // A summary's two minutes are over.
                time.advance(by: 300)
                try await shop.work(bodies: 0)
                let step = try await shop.prune(keep, limit: 40)
                (all.quiet, all.told, all.raw) = (all.quiet + step.quiet, all.told + step.told, all.raw + step.raw)
                while try await store.forgetExpired(limit: 500) > 50 {}
            }
            if day.isMultiple(of: 5) {
                #expect(try await breaches() == [])
                #expect(try await store.audit(by: Law(channels: Settings.make().channels)).breaches == [])
            }
            pages.append(try await store.pool.read { db in try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0 })
        }
        #expect(all.quiet > 1000 && all.told > 200 && all.raw > 100, "\(all)")
        let (early, late) = (pages[10..<20].max() ?? 0, pages[20...].max() ?? 0)
        #expect(late <= early + early / 10, "\(pages)")
        // Nor does a little stay for ever: no incident of these days is as old as that.
        for table in ["arrival", "event", "alert", "incident", "delivery"] {
            #expect(try await rows(table).first ?? "~" > ULIDTime.lowest(at: time.now.addingTimeInterval(-20 * 86400)), "\(table)")
        }
        try store.close()
    }

    /// Each step must cost little, however much there is.
    @Test func noStatementOfAStepReadsAWholeTable() async throws {
        @Sendable func bare(_ sql: String) -> String {
            (1...9).reduce(sql) { $0.replacingOccurrences(of: "?\($1)", with: "NULL") }.replacingOccurrences(of: "?", with: "NULL")
        }
        _ = try await incident()
        try await body()
        time.advance(by: 30 * 86400)
        let plans = try await store.pool.write { [keep, time] db in
            var statements: Set<String> = []
            db.trace { event in
                if case .statement(let statement) = event { statements.insert(statement.sql) }
            }
            var retention = Retention()
            _ = try retention.step(keep, limit: 10, now: time.now, db)
            db.trace()
            return try statements.filter { !$0.hasPrefix("PRAGMA") }.flatMap { sql in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(bare(sql))").map { ($0["detail"] as String, sql) }
            }
        }
        #expect(plans.count > 20)
        for (detail, sql) in plans where detail.hasPrefix("SCAN") {
            let isSmall = ["k VIRTUAL", "json_each", "CONSTANT ROW"].contains { detail.contains($0) }
            #expect(isSmall, "\(detail)\n\(sql)")
        }
        try store.close()
    }
}

/// An incident with all that belongs to it.
private struct Told {
    var incident: Incident
    var alert: Alert
    var arrival: Arrival
    var event: EventRecord
    var delivery: Delivery
}

/// Ids in the order in which they are asked for.
private final class Ids: Sendable {
    private let source = Mutex(ULIDSource(SeededGenerator(3)))

    func next<Subject>(_ time: ManualTime) -> Identifier<Subject> { source.withLock { $0.next(at: time.now) } }
}

extension Duration {
    fileprivate static func days(_ days: Int) -> Duration { .seconds(days * 86400) }
}
