import GRDB
import StockbellCore

/// Which alerts a delivery carries, where they are many; of no meaning where the delivery's own row names its one alert.
enum CarriesTable {
    /// Adds the alerts of those deliveries whose own row has none.
    static func fill(_ deliveries: inout [Delivery], _ db: Database) throws {
        let wanted = deliveries.filter(\.alerts.isEmpty).map(\.id)
        guard !wanted.isEmpty else { return }
        let rows = try db.rows(
            "SELECT c.delivery, c.alert FROM json_each(?1) AS k CROSS JOIN carries AS c ON c.delivery = k.value ORDER BY c.delivery, c.position",
            [JSONList(wanted).text]
        ) { columns in (delivery: columns.id() as Delivery.ID, alert: columns.id() as Alert.ID) }
        let alerts = Dictionary(grouping: rows, by: \.delivery)
        for index in deliveries.indices where deliveries[index].alerts.isEmpty {
            deliveries[index].alerts = (alerts[deliveries[index].id] ?? []).map(\.alert)
        }
    }

    /// Writes a delivery's list: only what is new or gone, for a summary may carry thousands.
    static func save(_ alerts: [Alert.ID], of delivery: Delivery.ID, _ db: Database) throws {
        let known = try db.rows("SELECT position, alert FROM carries WHERE delivery = ?1 ORDER BY position", [delivery.string]) { columns in
            (position: columns.number(), alert: columns.id() as Alert.ID)
        }
        let wanted = Set(alerts)
        var kept = known.filter { wanted.contains($0.alert) }
        if !alerts.starts(with: kept.map(\.alert)) { kept = [] }
        let positions = Set(kept.map(\.position))
        for row in known where !positions.contains(row.position) {
            try db.run("DELETE FROM carries WHERE delivery = ?1 AND position = ?2", [delivery.string, row.position])
        }
        var position = known.last?.position ?? 0
        for alert in alerts.dropFirst(kept.count) {
            position += 1
            try db.run(
                """
                INSERT INTO carries SELECT ?1, ?2, ?3, a.incident, i.level FROM (SELECT 1) LEFT JOIN alert AS a ON a.id = ?3
                LEFT JOIN incident AS i ON i.id = a.incident
                """, [delivery.string, position, alert.string])
        }
    }
}
