import FoundationEssentials
import GRDB
import StockbellCore

/// What far sides said of messages: each question has an index of its own, in which is only what it may be about.
extension DeliveryTable {
    /// Deliveries as far sides call them; of several of one name on one channel the youngest.
    static func deliveries(reportedAs names: Set<BookKeys.ProviderID>, _ db: Database) throws -> [BookKeys.ProviderID: Delivery] {
        guard !names.isEmpty else { return [:] }
        let found = try deliveries(
            from: """
                json_each(?1) AS k CROSS JOIN delivery AS d INDEXED BY delivery_tracked ON d.receipt_id = k.value
                WHERE d.receipt_tracked = 1 ORDER BY d.id
                """, [JSONList(Set(names.map(\.id))).text], db)
        let named = found.compactMap { delivery in
            delivery.receipt?.providerID.map { (BookKeys.ProviderID(channel: delivery.address.channel, id: $0), delivery) }
        }
        return Dictionary(named) { _, last in last }.filter { names.contains($0.key) }
    }

    /// The handle of the youngest delivered message of the same incident, department and recipient; nil: none has one.
    static func thread(of delivery: Delivery, _ db: Database) throws -> (id: Delivery.ID, handle: String)? {
        guard let incident = delivery.incident else { return nil }
        let arguments: [Argument] = [
            incident.string, delivery.address.channel, delivery.address.recipient, delivery.department, delivery.recipient?.text, delivery.id.string,
        ]
        let found = try db.rows(
            """
            SELECT d.id, d.receipt_thread FROM delivery AS d INDEXED BY delivery_thread
            WHERE d.receipt_thread IS NOT NULL AND d.incident = ?1 AND d.state = 'delivered' AND d.channel = ?2 AND d.recipient IS ?3
            AND d.department = ?4 AND d.resolved IS ?5 AND d.id <> ?6 ORDER BY d.id DESC LIMIT 1
            """, arguments
        ) { columns in (columns.id() as Delivery.ID, columns.text()) }
        return found.first.map { (id: $0.0, handle: $0.1) }
    }

    /// Text segments that count of a day that began at that moment.
    static func segments(_ key: SegmentKey, since: Date, _ db: Database) throws -> SegmentCount {
        let (column, name) =
            switch key {
            case .channel(let name): ("channel", name)
            case .department(let name): ("department", name)
            }
        let sent = try db.number(
            """
            SELECT sum(d.receipt_segments) FROM delivery AS d INDEXED BY delivery_segments
            WHERE d.receipt_segments IS NOT NULL AND d.finished_at >= ?1 AND d.\(column) = ?2
            """, [since.milliseconds, name])
        let underWay = try db.rows(
            """
            SELECT d.channel FROM delivery AS d INDEXED BY delivery_unfinished
            WHERE d.\(isUnfinished) AND d.lease_until IS NOT NULL AND d.\(column) = ?1
            """, [name]
        ) { $0.text() }
        let unknown = try db.rows(
            """
            SELECT d.channel FROM delivery AS d INDEXED BY delivery_given_up
            WHERE d.state IN ('dead', 'unknown') AND (d.state = 'unknown' OR d.may_be_duplicate = 1) AND d.finished_at >= ?1
            AND d.\(column) = ?2
            """, [since.milliseconds, name]
        ) { $0.text() }
        let counts = { (channels: [String]) in Dictionary(channels.map { ($0, 1) }, uniquingKeysWith: +) }
        return SegmentCount(sent: Int(clamping: sent ?? 0), unknown: counts(unknown), underWay: counts(underWay))
    }
}
