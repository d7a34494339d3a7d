import FoundationEssentials
import GRDB
import StockbellCore

/// Messages on their way, and what became of them.
enum DeliveryTable {
    private static let fixed = [
        "id", "alert", "incident", "letter", "department", "rule", "channel", "recipient", "gathers_for", "tally", "follows",
        "follow_up", "created_at", "schedule", "digest", "overtaken",
    ]
    /// What changes after a delivery's birth.
    private static let changing = [
        "state", "attempt", "round", "due_at", "frozen_at", "lease_until", "finished_at", "may_be_duplicate", "reason", "failure_reason",
        "failure_detail", "receipt_id", "receipt_answer", "started_at", "earlier_attempts", "silence", "person", "resolved",
        "receipt_thread", "receipt_segments", "receipt_tracked", "reported", "reported_detail", "reported_at",
    ]
    private static let names = fixed + changing
    static let columns = names.map { "d.\($0)" }.joined(separator: ", ")
    /// To the letter as in the index, or SQLite would not use it.
    static let isUnfinished = "finished_at IS NULL"
    private static let change =
        "UPDATE delivery SET \(changing.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")) WHERE id = ?\(changing.count + 1)"
    /// The level is the incident's: by it an item's unfinished deliveries are found.
    private static let upsert = """
        INSERT INTO delivery (\(names.joined(separator: ", ")), level) VALUES (\(names.map { _ in "?" }.joined(separator: ", ")), ?)
        ON CONFLICT (id) DO UPDATE SET \(names.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")), level = excluded.level
        """

    /// Whether a delivery's one alert stands in its own row; else `carries` lists them.
    static func holdsItsAlert(_ delivery: Delivery) -> Bool {
        delivery.alerts.count == 1 && delivery.gathersFor == nil && !delivery.letter.isSummary
    }

    /// Writes a delivery that may be new.
    ///
    /// - Parameter level: the row of its incident's level; nil: it has none.
    static func save(_ delivery: Delivery, level: Int64?, _ db: Database) throws {
        try db.run(upsert) { parameters in
            parameters.id(delivery.id)
            parameters.id(holdsItsAlert(delivery) ? delivery.alerts.first : nil)
            parameters.id(delivery.incident)
            parameters.value(delivery.letter)
            parameters.text(delivery.department)
            parameters.text(delivery.rule)
            parameters.text(delivery.address.channel)
            parameters.text(delivery.address.recipient)
            parameters.text(delivery.gathersFor)
            parameters.value(delivery.tally)
            parameters.id(delivery.follows)
            parameters.text(delivery.followUp.flatMap(JSONColumn.text))
            parameters.time(delivery.createdAt)
            parameters.text(delivery.digest.map { "\($0.schedule)" })
            parameters.text(delivery.digest.flatMap(JSONColumn.text))
            parameters.text(delivery.overtaken.flatMap(JSONColumn.text))
            bindChanging(delivery, to: &parameters)
            parameters.number(level)
        }
    }

    /// Writes what became of a delivery that is there.
    static func update(_ delivery: Delivery, _ db: Database) throws {
        try db.run(change) { parameters in
            bindChanging(delivery, to: &parameters)
            parameters.id(delivery.id)
        }
    }

    /// Takes its one alert from a delivery that is there: a summary tells it.
    static func empty(_ delivery: Delivery.ID, _ db: Database) throws {
        try db.run("UPDATE delivery SET alert = NULL WHERE id = ?1", [delivery.string])
    }

    /// Counts a delivery that is there from now on: it waited to see whether what it tells lasts.
    static func count(_ delivery: Delivery, _ db: Database) throws {
        try db.run(
            "UPDATE delivery SET tally = ?1, created_at = ?2 WHERE id = ?3",
            [delivery.tally?.rawValue, delivery.createdAt.milliseconds, delivery.id.string])
    }

    private static func bindChanging(_ delivery: Delivery, to parameters: inout Parameters) {
        parameters.value(delivery.state)
        parameters.count(delivery.attempt)
        parameters.count(delivery.round)
        parameters.time(delivery.dueAt)
        parameters.time(delivery.frozenAt)
        // Under way is what has a lease: the index relies on it. One without an end is over already.
        parameters.number(delivery.state == .sending ? delivery.leaseUntil?.milliseconds ?? 0 : nil)
        // No time is what says that it is not finished: the index relies on that, too.
        parameters.time(delivery.state.isFinished ? delivery.finishedAt ?? delivery.dueAt : nil)
        parameters.flag(delivery.mayBeDuplicate)
        parameters.text(delivery.reason)
        parameters.value(delivery.failure?.reason)
        parameters.text(delivery.failure?.detail)
        parameters.text(delivery.receipt?.providerID)
        parameters.text(delivery.receipt?.answer)
        parameters.time(delivery.startedAt)
        parameters.count(delivery.earlierAttempts)
        parameters.text(delivery.silence)
        parameters.text(delivery.recipient?.person)
        parameters.text(delivery.recipient?.text)
        parameters.text(delivery.receipt?.thread)
        parameters.number(delivery.receipt?.segments.map(Int64.init))
        // No value is what the index passes over.
        parameters.flag(delivery.receipt?.isTracked == true ? true : nil)
        parameters.value(delivery.reported?.fate)
        parameters.text(delivery.reported?.detail)
        parameters.time(delivery.reported?.at)
    }

    /// Reads whole deliveries, with the ids of what they carry.
    ///
    /// - Parameter source: what stands behind FROM, with the delivery as `d`.
    static func deliveries(from source: String, _ arguments: [Argument] = [], _ db: Database) throws -> [Delivery] {
        var deliveries = try db.rows("SELECT \(columns) FROM \(source)", arguments, decode)
        try CarriesTable.fill(&deliveries, db)
        return deliveries
    }

    /// What receipts hold beside the answer, and what was said later.
    private static func decodeLater(_ columns: inout ColumnReader, into delivery: inout Delivery) {
        // Read in any case: a row without a receipt has these columns, too.
        let (thread, segments, isTracked) = (columns.optionalText(), columns.optionalNumber(), columns.flag())
        delivery.receipt?.thread = thread
        delivery.receipt?.segments = segments.map { Int(clamping: $0) }
        delivery.receipt?.isTracked = isTracked
        let fate: DeliveryReport.Fate? = columns.value()
        let (detail, at) = (columns.text(), columns.time())
        delivery.reported = fate.map { Reported(fate: $0, detail: detail, at: at) }
    }

    /// With the one alert that its own row names; nil where it is in a state that this program version does not know.
    static func decode(_ columns: inout ColumnReader) -> Delivery? {
        let id: Delivery.ID = columns.id()
        let (alert, incident): (Alert.ID?, Incident.ID?) = (columns.optionalID(), columns.optionalID())
        // A letter of another version: a summary can tell any alert.
        let letter = columns.value() ?? LetterKind.summary
        let (department, rule, channel, recipient) = (columns.text(), columns.text(), columns.text(), columns.optionalText())
        let (gathersFor, tally): (String?, Delivery.Tally?) = (columns.optionalText(), columns.value())
        let (follows, followUp): (Delivery.ID?, FollowUp?) = (columns.optionalID(), columns.optionalText().flatMap(JSONColumn.value))
        let createdAt = columns.time()
        // The schedule stands in the digest, too.
        _ = columns.optionalText()
        let (digest, overtaken): (Digest?, Overtaken?) = (
            columns.optionalText().flatMap(JSONColumn.value), columns.optionalText().flatMap(JSONColumn.value)
        )
        let state: Delivery.State? = columns.value()
        let (attempt, round, dueAt) = (columns.count(), columns.count(), columns.time())
        guard let state else { return nil }
        var delivery = Delivery(
            id: id, alerts: alert.map { [$0] } ?? [], incident: incident, letter: letter, department: department, rule: rule,
            address: Address(channel: channel, recipient: recipient), gathersFor: gathersFor, tally: tally, digest: digest, overtaken: overtaken,
            state: state, createdAt: createdAt, dueAt: dueAt)
        (delivery.follows, delivery.followUp) = (follows, followUp)
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
        delivery.startedAt = columns.time()
        delivery.earlierAttempts = columns.count()
        delivery.silence = columns.optionalText()
        let (person, resolved) = (columns.optionalText(), columns.text())
        delivery.recipient = person.map { Recipient(person: $0, text: resolved) }
        decodeLater(&columns, into: &delivery)
        return delivery
    }
}
