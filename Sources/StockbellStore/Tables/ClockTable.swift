import FoundationEssentials
import GRDB

/// The time of the last commit, so that time never steps back: not after a restart, and not between two programs on one file.
enum ClockTable {
    /// The transaction's time: the clock's, in whole milliseconds, or the last commit's when that is later.
    static func now(by clock: Date, _ db: Database) throws -> Date {
        let last = try db.number("SELECT now FROM clock") ?? 0
        return max(clock.wholeMillisecond, Date(milliseconds: last))
    }

    static func save(_ now: Date, _ db: Database) throws {
        try db.run("UPDATE clock SET now = ?1 WHERE now <> ?1") { $0.time(now) }
    }

    /// Writes in any case: a clock that stands still, or was set back, moves on by a millisecond.
    static func moveOn(to now: Date, _ db: Database) throws {
        try db.run("UPDATE clock SET now = max(now + 1, ?1)") { $0.time(now) }
    }
}
