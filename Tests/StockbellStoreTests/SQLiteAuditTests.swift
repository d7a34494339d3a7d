import Foundation
import GRDB
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

/// What the port lets nobody write: damage to the file's rows.
@Suite struct SQLiteAuditTests {
    private let time = ManualTime()
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        let time = time
        store = try SQLiteStore.open(path: folder.store, mode: .serve) { time.now }
    }

    /// A store that keeps the law: an item ran out, one address was told, and another item joins a summary.
    private func fill() async throws {
        try await store.transact(BookKeys()) { book in
            book.add(Arrival.make(id: .init("A")), verdict: .decoded)
            book.add(EventRecord.make(id: .init("E"), arrival: .init("A"), alert: .init("L1")))
            book.add(EventRecord.make(id: .init("E2"), arrival: .init("A"), alert: .init("L2")))
            for (number, item) in [(1, "77"), (2, "88")] {
                let level = Level.make(.make(item: item), quantity: 0)
                let incident = Incident(id: .init("I\(number)"), level: level.key, openedAt: book.now, told: .out, toldAt: book.now)
                book.put(level)
                book.put(incident)
                book.add(Alert.make(id: .init("L\(number)"), incident: incident.id, subject: level.subject))
            }
            var delivery = Delivery.make(id: .init("M1"), alerts: [.init("L1")], incident: .init("I1"))
            (delivery.state, delivery.attempt, delivery.finishedAt, delivery.receipt) = (.delivered, 1, book.now, Receipt(answer: "250"))
            book.put(delivery)
            book.put(
                Delivery.make(id: .init("M2"), alerts: [.init("L2")], incident: nil, letter: .summary, gathersFor: "shop", state: .gathering))
            book.add(
                Suppression(alert: .init("L1"), department: "sales", rule: "r", address: Address(text: "sms:1"), reason: .testOnSMS, at: book.now))
        }
        let report = try await store.audit(by: Law())
        #expect(report.breaches == [])
        #expect(report.totals.rows == 12)
    }

    private static let damages: [(sql: String, check: LawCheck, table: AuditedTable, id: String)] = [
        ("UPDATE arrival SET verdict = 'x'", .unreadable, .arrival, "A"),
        ("UPDATE arrival SET last_event = first_event", .eventNotOfArrival, .event, "E2"),
        ("UPDATE arrival SET first_event = NULL", .arrivalWithoutEvents, .arrival, "A"),
        ("DELETE FROM arrival", .eventWithoutArrival, .event, "E"),
        ("DELETE FROM event WHERE id = 'E'", .alertEvent, .alert, "L1"),
        ("UPDATE event SET state = 'x' WHERE id = 'E'", .unreadable, .event, "E"),
        ("UPDATE event SET state = 'stale' WHERE id = 'E'", .eventAlert, .event, "E"),
        ("UPDATE event SET reason = '' WHERE id = 'E'", .eventWithoutReason, .event, "E"),
        ("UPDATE alert SET event = 'E2' WHERE id = 'L1'", .eventAlert, .event, "E"),
        ("UPDATE alert SET kind = 'x' WHERE id = 'L1'", .unreadable, .alert, "L1"),
        ("UPDATE alert SET to_condition = 'x' WHERE id = 'L1'", .unreadable, .alert, "L1"),
        ("UPDATE alert SET kind = 'trouble', trouble = '{' WHERE id = 'L1'", .unreadable, .alert, "L1"),
        ("UPDATE alert SET kind = 'trouble', trouble = NULL WHERE id = 'L1'", .unreadable, .alert, "L1"),
        ("UPDATE alert SET incident = 'x' WHERE id = 'L1'", .alertIncident, .alert, "L1"),
        ("DELETE FROM delivery WHERE id = 'M2'", .alertUnaccounted, .alert, "L2"),
        ("DELETE FROM carries", .carries, .delivery, "M2"),
        ("DELETE FROM carries", .alertUnaccounted, .alert, "L2"),
        ("UPDATE carries SET incident = 'I1'", .deliveryIncident, .delivery, "M2"),
        ("UPDATE delivery SET state = 'x' WHERE id = 'M1'", .unreadable, .delivery, "M1"),
        ("UPDATE delivery SET letter = 'x' WHERE id = 'M1'", .unreadable, .delivery, "M1"),
        ("UPDATE delivery SET level = (SELECT id FROM level WHERE item = '88') WHERE id = 'M1'", .deliveryIncident, .delivery, "M1"),
        ("UPDATE delivery SET state = 'sending', lease_until = NULL WHERE id = 'M1'", .lease, .delivery, "M1"),
        ("UPDATE delivery SET finished_at = NULL WHERE id = 'M1'", .finished, .delivery, "M1"),
        ("UPDATE delivery SET finished_at = created_at WHERE id = 'M2'", .finished, .delivery, "M2"),
        ("UPDATE delivery SET receipt_answer = NULL WHERE id = 'M1'", .receipt, .delivery, "M1"),
        ("DELETE FROM alert WHERE id = 'L1'", .carries, .delivery, "M1"),
        ("DELETE FROM alert WHERE id = 'L1'", .suppressionWithoutAlert, .suppression, "1"),
        ("UPDATE suppression SET reason = 'x'", .unreadable, .suppression, "1"),
        (
            "UPDATE suppression SET alert = 'L2', department = 'purchasing', channel = 'mail', recipient = 'buyers@example.com'", .alertTwice, .alert,
            "L2"
        ),
        ("UPDATE incident SET told = 'x' WHERE id = 'I1'", .unreadable, .incident, "I1"),
        ("UPDATE incident SET closed = 'x' WHERE id = 'I1'", .unreadable, .incident, "I1"),
        ("UPDATE incident SET level = 99 WHERE id = 'I1'", .incidentSubject, .incident, "I1"),
        ("UPDATE incident SET level = (SELECT id FROM level WHERE item = '88') WHERE id = 'I1'", .openIncident, .level, "shop/77@1"),
        ("UPDATE incident SET trouble = 'x' WHERE id = 'I1'", .incidentSubject, .incident, "I1"),
        ("UPDATE incident SET closed_at = opened_at, closed = 'ok', told = 'none' WHERE id = 'I1'", .openIncident, .incident, "I1"),
        ("DELETE FROM incident WHERE id = 'I1'", .openIncident, .level, "shop/77@1"),
        ("UPDATE level SET incident = NULL WHERE item = '77'", .openIncident, .incident, "I1"),
        ("UPDATE level SET condition = 'x' WHERE item = '77'", .unreadable, .level, "shop/77@1"),
        ("UPDATE level SET quantity = 'many' WHERE item = '77'", .unreadable, .level, "shop/77@1"),
        ("UPDATE level SET platform = 'x' WHERE item = '77'", .unreadable, .level, "shop/77@1"),
        ("UPDATE level SET quantity = '3' WHERE item = '77'", .condition, .level, "shop/77@1"),
        ("UPDATE level SET quantity = '9', condition = 'ok' WHERE item = '77'", .told, .level, "shop/77@1"),
        ("UPDATE clock SET now = now - 1", .clock, .alert, "L1"),
    ]

    @Test func damageIsNamed() async throws {
        try await fill()
        for (sql, check, table, id) in Self.damages {
            // Undone after each, so that one file does for all.
            let breaches = try await store.pool.write { db in
                try db.execute(sql: "SAVEPOINT damage; \(sql)")
                defer { try? db.execute(sql: "ROLLBACK TO damage; RELEASE damage") }
                return try AuditedTable.allCases.flatMap { table in
                    let page = try Auditing(db: db).page(of: table, after: nil, limit: 100)
                    return page.rows.flatMap { Law().breaches(of: $0, now: page.now) }
                }
            }
            let isNamed = breaches.contains { $0.check == check && $0.table == table && $0.id == id }
            #expect(isNamed, "\(sql): \(breaches)")
        }
        #expect(try await store.audit(by: Law()).holds)
    }

    @Test func aDeliveryIsFoundHoweverLateItWasMade() async throws {
        try await fill()
        try await store.pool.write { try $0.execute(sql: "UPDATE delivery SET id = 'Z1' WHERE id = 'M1'") }
        #expect(try await store.audit(by: Law(), pageSize: 1).breaches == [])
    }

    @Test func twoUnderWayInALevelsLaneAreNamed() async throws {
        try await fill()
        try await store.transact(BookKeys()) { book in
            var earlier = Incident(id: .init("I0"), level: Subject.make(item: "77").key, openedAt: book.now, told: .none, toldAt: book.now)
            (earlier.closedAt, earlier.closed) = (book.now, .ok)
            book.put(earlier)
            for (id, incident) in [("S1", "I0"), ("S2", "I1")] {
                var delivery = Delivery.make(id: .init(id), alerts: [.init("L1")], incident: .init(incident), state: .sending)
                (delivery.attempt, delivery.frozenAt, delivery.leaseUntil) = (1, book.now, book.now)
                book.put(delivery)
            }
        }
        let lanes = try await store.audit(by: Law()).breaches.filter { $0.check == .lane }
        #expect(lanes.map(\.id) == ["S1", "S2"])
    }

    /// Else an audit of a large store would take the square of its time.
    @Test func noPageReadsAWholeTable() async throws {
        try await fill()
        let plans = try await store.pool.read { db in
            var statements: Set<String> = []
            db.trace { event in
                if case .statement(let statement) = event { statements.insert(statement.sql) }
            }
            for table in AuditedTable.allCases { _ = try Auditing(db: db).page(of: table, after: nil, limit: 100) }
            db.trace()
            return try statements.filter { $0.hasPrefix("SELECT") }.flatMap { sql in
                let bare = (1...3).reduce(sql) { $0.replacingOccurrences(of: "?\($1)", with: "NULL") }
                return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(bare)").map { ($0["detail"] as String, sql) }
            }
        }
        #expect(plans.count > 10)
        for (detail, sql) in plans where detail.hasPrefix("SCAN") { #expect(detail == "SCAN clock", "\(detail)\n\(sql)") }
    }

    @Test func aHealthyFileHasNoProblems() async throws {
        try await fill()
        #expect(try await store.inspect() == .init(version: Schema.steps.count, problems: []))
    }

    @Test func aDamagedFileIsSaidToBe() async throws {
        for _ in 0..<20 { try await put(100) }
        try await store.checkpoint()
        let copy = folder.file("copy.sqlite")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.store))
        let size = bytes.count
        // The pages in the middle are overwritten; the first, with the version, is not.
        for index in (size / 2)..<(size / 2 + 8192) { bytes[index] = 0xAA }
        try bytes.write(to: URL(fileURLWithPath: copy))
        let time = time
        let damaged = try SQLiteStore.open(path: copy, mode: .command) { time.now }
        var isSeen = false
        do {
            isSeen = try await !damaged.inspect().problems.isEmpty
        } catch let trouble as StoreTrouble {
            isSeen = trouble.reason == .corrupt
        }
        #expect(isSeen)
        #expect(try await damaged.inspect(isWhole: false).problems == [])
        try damaged.close()
        try store.close()
    }

    private func put(_ count: Int) async throws {
        try await store.transact(BookKeys()) { book in
            for _ in 0..<count { book.put(Level.make(.make(item: UUID().uuidString))) }
        }
    }
}
