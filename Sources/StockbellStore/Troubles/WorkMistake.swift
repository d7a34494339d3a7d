import GRDB
import StockbellCore

/// Why what one piece of work changed cannot be saved, though the store itself is well; the next piece of work can.
struct WorkMistake: Error, CustomStringConvertible {
    let description: String

    /// An incident belongs to a level that is stored before it, or with it.
    static func incidentWithoutLevel(_ incident: Incident) -> WorkMistake {
        WorkMistake(description: "incident \(incident.id) names the level \(incident.level?.description ?? "of nothing"), which is not stored")
    }

    /// The work remembers a dedupe key that it was told is there.
    static func seenAgain() -> WorkMistake {
        WorkMistake(description: "a dedupe key was remembered although it is there already")
    }

    /// The mistake that an error of SQLite means; nil: it is the store's own trouble.
    init?(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE:
            description = "\(error.message ?? "\(error.resultCode)") (SQLite \(error.extendedResultCode.rawValue))"
        default: return nil
        }
    }

    private init(description: String) {
        self.description = description
    }
}
