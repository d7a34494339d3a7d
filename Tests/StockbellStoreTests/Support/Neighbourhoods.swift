import GRDB

@testable import StockbellStore

/// What the rows of a store say of one another, and whether it is there.
enum Neighbourhoods {
    private static let checks = [
        ("an event names an alert that is gone", "SELECT id FROM event WHERE alert IS NOT NULL AND alert NOT IN (SELECT id FROM alert)"),
        ("an event's arrival is gone", "SELECT id FROM event WHERE arrival NOT IN (SELECT id FROM arrival)"),
        ("an arrival without an event", "SELECT id FROM arrival WHERE id NOT IN (SELECT arrival FROM event)"),
        ("an alert's event is gone", "SELECT id FROM alert WHERE event IS NOT NULL AND event NOT IN (SELECT id FROM event)"),
        ("an alert's incident is gone", "SELECT id FROM alert WHERE incident NOT IN (SELECT id FROM incident)"),
        (
            "an alert that nothing carries",
            """
            SELECT id FROM alert WHERE id NOT IN (SELECT alert FROM delivery WHERE alert IS NOT NULL) AND id NOT IN (SELECT alert FROM carries)
            AND id NOT IN (SELECT alert FROM suppression)
            """
        ),
        ("an incident without an alert", "SELECT id FROM incident WHERE id NOT IN (SELECT incident FROM alert)"),
        ("a level's incident is gone", "SELECT id FROM level WHERE incident IS NOT NULL AND incident NOT IN (SELECT id FROM incident)"),
        ("a message's alert is gone", "SELECT id FROM delivery WHERE alert IS NOT NULL AND alert NOT IN (SELECT id FROM alert)"),
        ("a message's incident is gone", "SELECT id FROM delivery WHERE incident IS NOT NULL AND incident NOT IN (SELECT id FROM incident)"),
        (
            "a message that carries nothing",
            "SELECT id FROM delivery WHERE alert IS NULL AND state <> 'suppressed' AND id NOT IN (SELECT delivery FROM carries)"
        ),
        ("a summary's alert is gone", "SELECT delivery FROM carries WHERE alert NOT IN (SELECT id FROM alert)"),
        ("a list without its summary", "SELECT delivery FROM carries WHERE delivery NOT IN (SELECT id FROM delivery)"),
        ("a suppression's alert is gone", "SELECT CAST(id AS TEXT) FROM suppression WHERE alert NOT IN (SELECT id FROM alert)"),
    ]

    /// Each thing that is named and not there, with the row that names it.
    static func breaches(_ db: Database) throws -> [String] {
        try checks.flatMap { what, sql in try db.rows(sql) { "\(what): \($0.text())" } }
    }
}
