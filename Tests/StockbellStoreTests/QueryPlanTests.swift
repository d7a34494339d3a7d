import Foundation
import GRDB
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

/// Speed is a shape: what each event writes and reads.
@Suite struct QueryPlanTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore.open(path: folder.store, mode: .serve) { ManualTime().now }
    }

    /// B-trees whose content differs after the work, but for the clock's one row.
    private func written(by work: @escaping @Sendable (inout Book) -> Void) async throws -> Set<String> {
        let before = try await sizes()
        try await store.transact(BookKeys(), work)
        let after = try await sizes()
        return Set(after.filter { before[$0.key] != $0.value }.keys).subtracting(["clock"])
    }

    /// By B-tree, its rows.
    private func sizes() async throws -> [String: [String]] {
        try await store.pool.read { db in
            let names = try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
            var sizes: [String: [String]] = [:]
            for row in names {
                let (name, table, sql): (String, String, String) = (row["name"], row["tbl_name"], row["sql"])
                let condition = sql.components(separatedBy: " WHERE ").dropFirst().first.map { " WHERE \($0)" } ?? ""
                let columns = row["type"] == "table" ? "*" : sql.components(separatedBy: " ON \(table) (")[1].components(separatedBy: ") WHERE")[0]
                let list = row["type"] == "table" ? "*" : String(columns.hasSuffix(")") && condition.isEmpty ? columns.dropLast() : columns[...])
                sizes[name] = try Row.fetchAll(db, sql: "SELECT \(list) FROM \(table)\(condition)").map(\.description).sorted()
            }
            return sizes
        }
    }

    @Test func aSilentEventWritesFourTrees() async throws {
        try await store.transact(BookKeys()) { $0.put(Level.make(quantity: 9)) }
        let written = try await written { book in
            book.add(Arrival.make(), verdict: .decoded)
            book.add(EventRecord.make(id: StockEvent.ID("E")))
            book.remember(BookKeys.Seen(source: "shop", digest: [1]), until: .distantFuture)
            book.put(Level.make(quantity: 8))
        }
        #expect(written == ["arrival", "event", "seen", "level"])
    }

    @Test func anAlertingEventWritesEightTrees() async throws {
        try await store.transact(BookKeys()) { $0.put(Level.make(quantity: 9)) }
        let alert = Alert.make()
        let written = try await written { book in
            book.add(Arrival.make(), verdict: .decoded)
            book.add(EventRecord.make(id: StockEvent.ID("E"), alert: alert.id))
            book.remember(BookKeys.Seen(source: "shop", digest: [1]), until: .distantFuture)
            book.put(Level.make(quantity: 0))
            book.put(Incident(id: alert.incident, level: alert.subject.key, openedAt: book.now, told: .out, toldAt: book.now))
            book.add(alert)
            var delivery = Delivery.make()
            (delivery.state, delivery.leaseUntil) = (.sending, book.now)
            book.put(delivery)
        }
        #expect(written == ["arrival", "event", "seen", "level", "incident", "alert", "delivery", "delivery_unfinished"])
        let settled = try await self.written { book in
            var delivery = Delivery.make()
            (delivery.state, delivery.finishedAt) = (.delivered, book.now)
            book.put(delivery)
        }
        #expect(settled == ["delivery", "delivery_unfinished"])
    }

    /// Runs every query that the clerk's loop runs, and looks at how SQLite means to answer it.
    @Test func noQueryOfTheClerkReadsAWholeTable() async throws {
        /// Without arguments, which a plan does not need.
        @Sendable func bare(_ sql: String) -> String {
            (1...12).reversed().reduce(sql) { $0.replacingOccurrences(of: "?\($1)", with: "NULL") }.replacingOccurrences(of: "?", with: "NULL")
        }
        let plans = try await store.pool.write { db in
            var statements: Set<String> = []
            db.trace { event in
                if case .statement(let statement) = event { statements.insert(statement.sql) }
            }
            let session = BookSession(db: db, now: ManualTime().now)
            for isPaused in [false, true, true] {
                if isPaused { try Self.pause(session) }
                var keys = BookKeys(
                    items: [.init(source: "shop", item: "77", isTest: false)], seen: [.init(source: "shop", digest: [1])],
                    deliveries: [.init("D")],
                    claims: ["mail": 3], isDue: true, rescuesAll: false, selections: Self.selections)
                keys.reported = [.init(channel: "sms", id: "SM1")]
                var book = try session.book(for: keys)
                _ = try book.thread(of: .make())
                _ = try book.suppressed(.init(channel: "mail", recipient: "a@example.com"))
                for key in [SegmentKey.channel("sms"), .department("sales")] { _ = try book.segments(key, since: book.now) { _ in 1 } }
                _ = try book.gathering(
                    GatheringKey(department: "purchasing", address: Address(channel: "mail"), gathers: .firstSights(source: "shop")))
                _ = try book.gathering(GatheringKey(department: "purchasing", address: Address(channel: "mail"), gathers: .storm(.live)))
                let tally = TallyKey(department: "purchasing", address: Address(channel: "mail"), tally: .live)
                _ = try book.tally(tally, since: book.now)
                _ = try book.unsent(tally, since: book.now)
                if book.levels.isEmpty { try Self.fill(session) }
            }
            _ = try DeliveryTable.agenda(db)
            db.trace()
            return try statements.filter { $0.hasPrefix("SELECT") || $0.hasPrefix("WITH") }.flatMap { sql in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(bare(sql))").map { ($0["detail"] as String, sql) }
            }
        }
        #expect(plans.count > 20)
        // By the lease alone, all that waits would be looked at for each delivery.
        for (detail, sql) in plans { #expect(!detail.contains("delivery_unfinished (lease_until=?)"), "\(detail)\n\(sql)") }
        for (detail, sql) in plans where detail.hasPrefix("SCAN") {
            // Lists of arguments, the clock's one row, temporary results, and partial indexes that hold few rows.
            let small = ["k VIRTUAL", "json_each", "clock", "known", "CONSTANT ROW", "incident_trouble", "pause", "delivery_summary"]
            // The oldest that waits, for what somebody picks of it: no row is read.
            let isSmall = (small + ["delivery USING COVERING INDEX delivery_unfinished"]).contains { detail.contains($0) }
            #expect(isSmall, "\(detail)\n\(sql)")
        }
    }

    private static let selections = [
        DeliverySelection(states: [.dead]), DeliverySelection(states: [.pending, .held]), DeliverySelection(states: [.suppressed]),
        DeliverySelection(ids: [.init("D")], states: Set(Delivery.State.allCases)),
    ]

    private static func pause(_ session: BookSession) throws {
        var book = Book(now: session.now)
        for scope in [Pause.Scope.department("sales"), .address(Address(text: "mail:a@example.com"))] {
            book.put(Pause(scope: scope, origin: .hand, since: session.now, until: nil, reason: ""))
        }
        try session.save(book.changes)
    }

    private static func fill(_ session: BookSession) throws {
        var book = Book(now: session.now)
        let alert = Alert.make()
        book.put(Level.make())
        book.put(Incident(id: alert.incident, level: alert.subject.key, openedAt: book.now, told: .out, toldAt: book.now))
        book.add(alert)
        book.put(Delivery.make(incident: nil, letter: .summary, gathersFor: "shop", state: .gathering))
        try session.save(book.changes)
    }
}
