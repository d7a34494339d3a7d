import FoundationEssentials
import GRDB
import StockbellCore

/// Messages on their way, and what became of them.
enum DeliveryTable {
    static let columns = """
        d.id, d.alert, d.incident, d.letter, d.department, d.rule, d.channel, d.recipient, d.gathers_for, d.state, d.attempt, d.round, d.created_at,
        d.due_at, d.frozen_at, d.lease_until, d.finished_at, d.may_be_duplicate, d.reason, d.failure_reason, d.failure_detail, d.receipt_id,
        d.receipt_answer
        """
    /// To the letter as in the index, or SQLite would not use it.
    static let isUnfinished = "state IN ('held', 'gathering', 'pending', 'sending')"
    private static let names = columns.split { ", \n".contains($0) }.map { $0.dropFirst(2) }
    /// The level is the incident's: by it an item's unfinished deliveries are found.
    private static let upsert = """
        INSERT INTO delivery VALUES (\(names.map { _ in "?" }.joined(separator: ", ")), (SELECT i.level FROM incident AS i WHERE i.id = ?3))
        ON CONFLICT (id) DO UPDATE SET \(names.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")), level = excluded.level
        """

    /// Whether a delivery's one alert stands in its own row; else `carries` lists them.
    static func holdsItsAlert(_ delivery: Delivery) -> Bool { delivery.alerts.count == 1 && delivery.gathersFor == nil }

    static func save(_ delivery: Delivery, _ db: Database) throws {
        // Under way is what has a lease: the index relies on it. One without an end is over already.
        let lease = delivery.state == .sending ? delivery.leaseUntil?.milliseconds ?? 0 : nil
        let what: [Argument] = [
            delivery.id.string, holdsItsAlert(delivery) ? delivery.alerts.first?.string : nil, delivery.incident?.string, delivery.letter.rawValue,
            delivery.department, delivery.rule, delivery.address.channel, delivery.address.recipient, delivery.gathersFor,
        ]
        let state: [Argument] = [
            delivery.state.rawValue, delivery.attempt, delivery.round, delivery.createdAt.milliseconds, delivery.dueAt.milliseconds,
            delivery.frozenAt?.milliseconds, lease, delivery.finishedAt?.milliseconds, delivery.mayBeDuplicate,
        ]
        let outcome: [Argument] = [
            delivery.reason, delivery.failure?.reason.rawValue, delivery.failure?.detail, delivery.receipt?.providerID, delivery.receipt?.answer,
        ]
        try db.run(upsert, what + state + outcome)
    }

    /// Reads whole deliveries, with the ids of what they carry.
    ///
    /// - Parameter source: what stands behind FROM, with the delivery as `d`.
    static func deliveries(from source: String, _ arguments: [Argument] = [], _ db: Database) throws -> [Delivery] {
        var deliveries = try db.rows("SELECT \(columns) FROM \(source)", arguments, decode)
        try CarriesTable.fill(&deliveries, db)
        return deliveries
    }

    private static func decode(_ columns: inout ColumnReader) -> Delivery? {
        let id: Delivery.ID = columns.id()
        let (alert, incident): (Alert.ID?, Incident.ID?) = (columns.optionalID(), columns.optionalID())
        // A letter of another version: a summary can tell any alert.
        let letter = columns.value() ?? LetterKind.summary
        let (department, rule, channel, recipient) = (columns.text(), columns.text(), columns.text(), columns.optionalText())
        let (gathersFor, state): (String?, Delivery.State?) = (columns.optionalText(), columns.value())
        let (attempt, round, createdAt, dueAt) = (columns.count(), columns.count(), columns.time(), columns.time())
        guard let state else { return nil }
        var delivery = Delivery(
            id: id, alerts: alert.map { [$0] } ?? [], incident: incident, letter: letter, department: department, rule: rule,
            address: Address(channel: channel, recipient: recipient), gathersFor: gathersFor, state: state, createdAt: createdAt, dueAt: dueAt)
        delivery.attempt = attempt
        delivery.round = round
        delivery.frozenAt = columns.optionalTime()
        delivery.leaseUntil = columns.optionalTime()
        delivery.finishedAt = columns.optionalTime()
        delivery.mayBeDuplicate = columns.flag()
        delivery.reason = columns.optionalText()
        let (failureReason, failureDetail) = (columns.optionalText(), columns.text())
        delivery.failure = failureReason.map { Failure(Failure.Reason(rawValue: $0) ?? .other, failureDetail) }
        let providerID = columns.optionalText()
        delivery.receipt = columns.optionalText().map { Receipt(providerID: providerID, answer: $0) }
        return delivery
    }
}
