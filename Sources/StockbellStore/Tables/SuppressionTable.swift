import FoundationEssentials
import GRDB
import StockbellCore

/// What is not told, and why.
enum SuppressionTable {
    static func insert(_ suppression: Suppression, _ db: Database) throws {
        try db.run(
            "INSERT INTO suppression (alert, department, rule, channel, recipient, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                suppression.alert.string, suppression.department, suppression.rule, suppression.address?.channel, suppression.address?.recipient,
                suppression.reason.rawValue, suppression.at.milliseconds,
            ])
    }

    static let columns = "s.alert, s.department, s.rule, s.channel, s.recipient, s.reason, s.at"

    /// In the order in which they were decided.
    static func suppressions(of alerts: Set<Alert.ID>, _ db: Database) throws -> [Suppression] {
        try db.rows(
            "SELECT \(columns) FROM suppression AS s WHERE s.alert IN (SELECT value FROM json_each(?1)) ORDER BY s.id", [JSONList(alerts).text],
            decode)
    }

    /// nil where the reason is none that this program version knows.
    static func decode(_ columns: inout ColumnReader) -> Suppression? {
        let (alert, department, rule): (Alert.ID, String, String) = (columns.id(), columns.text(), columns.text())
        let (channel, recipient, reason): (String?, String?, Suppression.Reason?) = (columns.optionalText(), columns.optionalText(), columns.value())
        return reason.map {
            Suppression(
                alert: alert, department: department, rule: rule, address: channel.map { Address(channel: $0, recipient: recipient) }, reason: $0,
                at: columns.time())
        }
    }
}
