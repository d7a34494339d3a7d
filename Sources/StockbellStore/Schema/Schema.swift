/// The tables, as the steps that made them.
///
/// Append only: a step that has been released is never changed. What the shape is for:
/// * Ids are ULIDs as text, and the tables are clustered by them: new rows go to the right edge, and no further index is needed to find one.
/// * An event that changes nothing writes four B-trees (arrival, event, seen, level), one that alerts eight (and incident, alert, delivery,
///   delivery_unfinished). What has no index is asked for rarely and is found by a range of ids.
/// * `level` has an integer key: its row is rewritten at each event, its one index never. Where config.json joins sources to shelves, it gets a second
///   one, over sku.
/// * Indexes on deliveries are partial: what went well is in none, once it is finished, but for what people got: that is counted. Their conditions name no more than two values: SQLite makes a temporary table of
///   a longer list, each time it writes a row.
/// * There are almost no foreign keys: without an index on the child, deleting a parent reads the whole child.
enum Schema {
    /// Marks a file as a store of ours ("STKB").
    static let applicationID: Int64 = 0x5354_4B42

    /// Number n of these leads to version n, counted from 1.
    static let steps = [
        """
        CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), now INTEGER NOT NULL);
        INSERT INTO clock VALUES (1, 0);

        CREATE TABLE arrival (
            id TEXT PRIMARY KEY NOT NULL, source TEXT NOT NULL, received_at INTEGER NOT NULL, verdict TEXT NOT NULL, headers TEXT NOT NULL,
            body BLOB NOT NULL, first_event TEXT, last_event TEXT
        ) WITHOUT ROWID;

        CREATE TABLE event (
            id TEXT PRIMARY KEY NOT NULL, arrival TEXT NOT NULL, source TEXT NOT NULL, type TEXT, item TEXT, sku TEXT, name TEXT, parent TEXT,
            place TEXT, place_name TEXT, quantity TEXT, state TEXT NOT NULL, reason TEXT NOT NULL, alert TEXT, received_at INTEGER NOT NULL,
            occurred_at INTEGER, is_test INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE seen (
            source TEXT NOT NULL, digest BLOB NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (source, digest)
        ) WITHOUT ROWID;

        CREATE TABLE level (
            id INTEGER PRIMARY KEY, source TEXT NOT NULL, item TEXT NOT NULL, place TEXT, is_test INTEGER NOT NULL, incident TEXT,
            platform TEXT NOT NULL, sku TEXT, name TEXT, parent TEXT, place_name TEXT, backorder_allowed INTEGER, tracked INTEGER, sellable INTEGER,
            fulfiller TEXT, update_source TEXT, product_ids TEXT, quantity TEXT, previous TEXT, declared TEXT, condition TEXT NOT NULL,
            since INTEGER NOT NULL, as_of INTEGER, sequence INTEGER, projection TEXT NOT NULL, key_digest BLOB, key_strength TEXT
        );
        CREATE UNIQUE INDEX level_key ON level (source, item, is_test, ifnull(place, 0));

        CREATE TABLE incident (
            id TEXT PRIMARY KEY NOT NULL, level INTEGER, trouble TEXT, opened_at INTEGER NOT NULL, told TEXT NOT NULL, told_at INTEGER NOT NULL,
            closed_at INTEGER, closed TEXT
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX incident_trouble ON incident (trouble) WHERE trouble IS NOT NULL AND closed_at IS NULL;

        CREATE TABLE alert (
            id TEXT PRIMARY KEY NOT NULL, incident TEXT NOT NULL, event TEXT, kind TEXT NOT NULL, source TEXT NOT NULL, item TEXT NOT NULL,
            place TEXT, is_test INTEGER NOT NULL, platform TEXT NOT NULL, sku TEXT, name TEXT, parent TEXT, place_name TEXT,
            backorder_allowed INTEGER, tracked INTEGER, sellable INTEGER, fulfiller TEXT, update_source TEXT, product_ids TEXT,
            from_condition TEXT NOT NULL, to_condition TEXT NOT NULL, quantity TEXT, previous TEXT, low TEXT, low_from TEXT, ok_above TEXT,
            ok_above_from TEXT, since INTEGER NOT NULL, duration INTEGER, elsewhere TEXT, is_first_sight INTEGER NOT NULL, trouble TEXT,
            decided_at INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE delivery (
            id TEXT PRIMARY KEY NOT NULL, alert TEXT, incident TEXT, letter TEXT NOT NULL, department TEXT NOT NULL, rule TEXT NOT NULL,
            channel TEXT NOT NULL, recipient TEXT, gathers_for TEXT, state TEXT NOT NULL, attempt INTEGER NOT NULL, round INTEGER NOT NULL,
            created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, frozen_at INTEGER, lease_until INTEGER, finished_at INTEGER,
            may_be_duplicate INTEGER NOT NULL, reason TEXT, failure_reason TEXT, failure_detail TEXT, receipt_id TEXT, receipt_answer TEXT,
            level INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX delivery_unfinished ON delivery (lease_until, level) WHERE finished_at IS NULL;
        CREATE INDEX delivery_pending ON delivery (channel, due_at) WHERE state = 'pending';
        CREATE INDEX delivery_waiting ON delivery (due_at) WHERE state IN ('held', 'gathering');
        CREATE INDEX delivery_gathering ON delivery (department, channel, recipient, gathers_for) WHERE state = 'gathering';

        CREATE TABLE carries (
            delivery TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE, position INTEGER NOT NULL, alert TEXT NOT NULL, incident TEXT,
            PRIMARY KEY (delivery, position)
        ) WITHOUT ROWID;
        CREATE INDEX carries_incident ON carries (incident, delivery);

        CREATE TABLE suppression (
            id INTEGER PRIMARY KEY, alert TEXT NOT NULL, department TEXT NOT NULL, rule TEXT NOT NULL, channel TEXT, recipient TEXT,
            reason TEXT NOT NULL, at INTEGER NOT NULL
        );
        CREATE INDEX suppression_alert ON suppression (alert);
        """,
        """
        ALTER TABLE delivery ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE delivery ADD COLUMN earlier_attempts INTEGER NOT NULL DEFAULT 0;
        UPDATE delivery SET started_at = created_at;
        CREATE INDEX delivery_given_up ON delivery (state) WHERE state IN ('dead', 'unknown');

        CREATE TABLE pause (
            scope TEXT NOT NULL, name TEXT NOT NULL, recipient TEXT, origin TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, reason TEXT NOT NULL
        );
        CREATE UNIQUE INDEX pause_key ON pause (scope, name, ifnull(recipient, 0), origin);
        """,
        """
        ALTER TABLE alert ADD COLUMN back_above TEXT;
        ALTER TABLE alert ADD COLUMN back_above_from TEXT;
        ALTER TABLE incident ADD COLUMN held_up_to TEXT;
        ALTER TABLE level ADD COLUMN last_change TEXT;
        ALTER TABLE level ADD COLUMN last_change_at INTEGER;
        ALTER TABLE level ADD COLUMN suspected_repeats INTEGER NOT NULL DEFAULT 0;
        """,
        """
        ALTER TABLE level ADD COLUMN reason TEXT;
        ALTER TABLE alert ADD COLUMN reason TEXT;
        """,
        """
        ALTER TABLE delivery ADD COLUMN tally TEXT;
        CREATE INDEX delivery_tally ON delivery (department, channel, recipient, created_at) WHERE tally IS NOT NULL;
        CREATE INDEX delivery_summary ON delivery (id) WHERE incident IS NULL AND finished_at IS NULL;
        ALTER TABLE carries ADD COLUMN level INTEGER;
        UPDATE carries SET level = (SELECT i.level FROM incident AS i WHERE i.id = carries.incident);
        CREATE INDEX carries_level ON carries (level, delivery) WHERE level IS NOT NULL;
        """,
        "ALTER TABLE alert ADD COLUMN catalogue TEXT",
        """
        CREATE TABLE agenda (kind TEXT NOT NULL, subject TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (kind, subject)) WITHOUT ROWID;
        CREATE INDEX agenda_due ON agenda (due_at);

        CREATE TABLE pulse (
            source TEXT PRIMARY KEY NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, count INTEGER NOT NULL, pauses TEXT NOT NULL,
            skew INTEGER, skew_count INTEGER, skew_since INTEGER
        ) WITHOUT ROWID;
        """,
        """
        CREATE TABLE awaited (
            source TEXT NOT NULL, item TEXT NOT NULL, event TEXT NOT NULL, place TEXT, is_test INTEGER NOT NULL, parent TEXT, declared TEXT,
            occurred_at INTEGER, is_waiting INTEGER NOT NULL, since INTEGER NOT NULL, ask_at INTEGER NOT NULL, deadline INTEGER,
            is_doubted INTEGER NOT NULL, PRIMARY KEY (source, item, event)
        ) WITHOUT ROWID;
        CREATE INDEX awaited_deadline ON awaited (deadline) WHERE deadline IS NOT NULL;
        ALTER TABLE level ADD COLUMN warning_level TEXT;
        ALTER TABLE alert ADD COLUMN warning_level TEXT;
        """,
        "ALTER TABLE pulse ADD COLUMN zeros TEXT NOT NULL DEFAULT ''",
        """
        ALTER TABLE level ADD COLUMN aspect TEXT;
        ALTER TABLE level ADD COLUMN said_by TEXT;
        ALTER TABLE level ADD COLUMN place_key TEXT;
        DROP INDEX level_key;
        CREATE UNIQUE INDEX level_key ON level (source, item, is_test, ifnull(place, 0), ifnull(aspect, 0));
        ALTER TABLE alert ADD COLUMN aspect TEXT;
        ALTER TABLE alert ADD COLUMN said_by TEXT;
        ALTER TABLE alert ADD COLUMN place_key TEXT;
        ALTER TABLE alert ADD COLUMN other TEXT;
        ALTER TABLE alert ADD COLUMN stands_in_for TEXT;
        """,
        """
        CREATE TABLE silence (
            name TEXT PRIMARY KEY NOT NULL, condition TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, afterwards TEXT NOT NULL,
            because TEXT, author TEXT
        ) WITHOUT ROWID;
        ALTER TABLE delivery ADD COLUMN silence TEXT;
        """,
        "ALTER TABLE delivery ADD COLUMN person TEXT; ALTER TABLE delivery ADD COLUMN resolved TEXT",
        """
        CREATE TABLE configuration (number INTEGER PRIMARY KEY, since INTEGER NOT NULL, routing TEXT NOT NULL);
        ALTER TABLE alert ADD COLUMN configuration INTEGER;
        """,
        """
        ALTER TABLE incident ADD COLUMN cares TEXT;
        CREATE INDEX incident_cares ON incident (id) WHERE cares IS NOT NULL;
        ALTER TABLE delivery ADD COLUMN follows TEXT;
        ALTER TABLE delivery ADD COLUMN follow_up TEXT;
        CREATE TABLE secret (name TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
        """,
        """
        ALTER TABLE delivery ADD COLUMN schedule TEXT;
        ALTER TABLE delivery ADD COLUMN digest TEXT;
        ALTER TABLE delivery ADD COLUMN overtaken TEXT;
        """,
        "ALTER TABLE pause ADD COLUMN full_at INTEGER; ALTER TABLE pause ADD COLUMN failures INTEGER NOT NULL DEFAULT 0",
        """
        ALTER TABLE delivery ADD COLUMN receipt_thread TEXT;
        ALTER TABLE delivery ADD COLUMN receipt_segments INTEGER;
        ALTER TABLE delivery ADD COLUMN receipt_tracked INTEGER;
        ALTER TABLE delivery ADD COLUMN reported TEXT;
        ALTER TABLE delivery ADD COLUMN reported_detail TEXT;
        ALTER TABLE delivery ADD COLUMN reported_at INTEGER;
        CREATE INDEX delivery_thread ON delivery (incident) WHERE receipt_thread IS NOT NULL;
        CREATE INDEX delivery_segments ON delivery (finished_at, channel, department, receipt_segments) WHERE receipt_segments IS NOT NULL;
        CREATE INDEX delivery_tracked ON delivery (receipt_id) WHERE receipt_tracked = 1;
        CREATE TABLE suppressed_address (
            channel TEXT NOT NULL, recipient TEXT NOT NULL, cause TEXT NOT NULL, because TEXT NOT NULL, since INTEGER NOT NULL,
            PRIMARY KEY (channel, recipient)
        ) WITHOUT ROWID;
        """,
    ]
}
