import Foundation
import GRDB
import StockbellCore

/// The silences that commands made: a handful of rows.
enum SilenceTable {
    static func all(_ db: Database) throws -> [Silence] {
        try db.rows("SELECT name, condition, since, until, afterwards, because, author FROM silence ORDER BY name") { columns in
            let (name, condition) = (columns.text(), columns.text())
            let (since, until) = (columns.time(), columns.time())
            let then: Silence.Afterwards? = columns.value()
            let (because, author) = (columns.optionalText(), columns.optionalText())
            // A condition of another version: this one cannot judge by it.
            guard let condition = try? JSONDecoder().decode(Where.self, from: Data(condition.utf8)), let then else { return nil }
            return Silence(name: name, where: condition, span: .until(until), then: then, because: because, author: author, since: since)
        }
    }

    /// Writes a silence, or ends it where it is nil.
    static func save(_ silence: Silence?, _ name: String, _ db: Database) throws {
        try db.run("DELETE FROM silence WHERE name = ?1", [name])
        // One that follows a calendar is config.json's.
        guard let silence, case .until(let until) = silence.span else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let condition = String(decoding: try encoder.encode(silence.where), as: UTF8.self)
        try db.run(
            "INSERT INTO silence VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                name, condition, (silence.since ?? until).milliseconds, until.milliseconds, silence.then.rawValue, silence.because, silence.author,
            ])
    }
}
