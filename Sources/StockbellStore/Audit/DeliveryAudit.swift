import FoundationEssentials
import GRDB
import StockbellCore

/// Deliveries with their incidents, what they carry, and their lanes.
enum DeliveryAudit {
    /// A row before its list and its lane are known.
    private struct Read {
        var id: String
        /// nil: this program version cannot read it, because it has `words`.
        var audited: AuditedDelivery?
        var lane: Lane?
        var words: String

        var carriesList: Bool { audited?.delivery.alerts.isEmpty ?? false }
    }

    /// A level, or a trouble's incident, at an address.
    private struct Lane: Hashable {
        var level: Int64?
        var incident: Incident.ID?
        var address: Address

        /// nil: a summary is in no lane.
        init?(level: Int64?, incident: Incident.ID?, address: Address) {
            guard let incident else { return nil }
            self.level = level
            self.incident = level == nil ? incident : nil
            self.address = address
        }
    }

    static func rows(after position: String, limit: Int, _ db: Database) throws -> [Auditing.Placed] {
        var read = try db.rows(
            """
            SELECT d.id, d.state, d.letter, d.level, i.id IS NOT NULL, d.level IS i.level, a.incident, \(DeliveryTable.columns)
            FROM delivery AS d LEFT JOIN incident AS i ON i.id = d.incident LEFT JOIN alert AS a ON a.id = d.alert
            WHERE d.id > ?1 ORDER BY d.id LIMIT ?2
            """, [position, limit], decode)
        try fill(&read, db)
        let lanes = read.contains { $0.audited?.delivery.state == .sending } ? try underWay(db) : [:]
        return read.map { read in
            guard var audited = read.audited else { return (read.id, .unreadable(.delivery, id: read.id, what: read.words)) }
            audited.laneMate = read.lane.flatMap { lanes[$0]?.first { $0 != audited.delivery.id } }
            return (read.id, .delivery(audited))
        }
    }

    private static func decode(_ columns: inout ColumnReader) -> Read? {
        let (id, state, letter, level) = (columns.text(), columns.text(), columns.text(), columns.optionalNumber())
        let (hasIncident, isFound, alertIncident): (Bool, Bool, Incident.ID?) = (columns.flag(), columns.flag(), columns.optionalID())
        let words = "has the state \"\(state)\" and the letter \"\(letter)\""
        guard var delivery = DeliveryTable.decode(&columns), LetterKind(rawValue: letter) != nil else { return Read(id: id, words: words) }
        // So a lease without an end is stored, for the index of what is under way.
        if delivery.leaseUntil == Date(milliseconds: 0) { delivery.leaseUntil = nil }
        let alerts = delivery.alerts.first.flatMap { alert in alertIncident.map { [alert: $0] } } ?? [:]
        let lane = Lane(level: level, incident: delivery.incident, address: delivery.address)
        let audited = AuditedDelivery(delivery: delivery, alerts: alerts, hasIncident: hasIncident, isFound: isFound, laneMate: nil)
        return Read(id: id, audited: audited, lane: lane, words: words)
    }

    /// Adds what `carries` lists for those whose own row names no alert.
    private static func fill(_ read: inout [Read], _ db: Database) throws {
        guard let first = read.first?.id, let last = read.last?.id, read.contains(where: \.carriesList) else { return }
        let rows = try db.rows(
            """
            SELECT c.delivery, c.alert, a.incident, c.incident IS a.incident AND c.level IS i.level
            FROM carries AS c LEFT JOIN alert AS a ON a.id = c.alert LEFT JOIN incident AS i ON i.id = a.incident
            WHERE c.delivery BETWEEN ?1 AND ?2 ORDER BY c.delivery, c.position
            """, [first, last]
        ) { columns in
            (delivery: columns.text(), alert: columns.id() as Alert.ID, incident: columns.optionalID() as Incident.ID?, isFound: columns.flag())
        }
        let lists = Dictionary(grouping: rows, by: \.delivery)
        for index in read.indices where read[index].carriesList {
            guard var audited = read[index].audited else { continue }
            let list = lists[read[index].id] ?? []
            audited.delivery.alerts = list.map(\.alert)
            audited.alerts = Dictionary(list.compactMap { row in row.incident.map { (row.alert, $0) } }) { first, _ in first }
            if audited.delivery.incident == nil { audited.isFound = list.allSatisfy(\.isFound) }
            read[index].audited = audited
        }
    }

    /// All that is under way, by lane: at most what the channels' concurrency allows.
    private static func underWay(_ db: Database) throws -> [Lane: [Delivery.ID]] {
        let rows = try db.rows(
            """
            SELECT id, level, incident, channel, recipient FROM delivery
            WHERE \(DeliveryTable.isUnfinished) AND lease_until IS NOT NULL AND state = 'sending' ORDER BY id
            """
        ) { columns in
            let (id, level, incident): (Delivery.ID, Int64?, Incident.ID?) = (columns.id(), columns.optionalNumber(), columns.optionalID())
            return Lane(level: level, incident: incident, address: Address(channel: columns.text(), recipient: columns.optionalText())).map {
                ($0, [id])
            }
        }
        return Dictionary(rows, uniquingKeysWith: +)
    }
}
