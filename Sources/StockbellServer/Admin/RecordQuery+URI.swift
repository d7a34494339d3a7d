import Hummingbird
import StockbellCore

/// Why a question cannot be answered, in a sentence for who asked it.
struct BadQuery: Error {
    var status = HTTPResponse.Status.badRequest
    var message: String
}

extension RecordQuery {
    /// The most rows that one answer holds.
    private static let maximumLimit = 100_000

    /// Reads the query of a URL.
    ///
    /// - Throws: `BadQuery` for a key that is not among `keys`, a state that is not among `states`, or a limit that is no count.
    init(_ pairs: [(String, String)], keys: [String], states: [String]) throws {
        self.init()
        for (key, value) in pairs {
            guard keys.contains(key) else { throw BadQuery(message: "unknown key; known are \(keys.joined(separator: ", "))") }
            switch key {
            case "source": source = value
            case "department": department = value
            case "channel": channel = value
            case "state":
                guard states.contains(value) else { throw BadQuery(message: "unknown state; known are \(states.joined(separator: ", "))") }
                state = value
            default:
                guard let limit = Int(value), (1...Self.maximumLimit).contains(limit) else {
                    throw BadQuery(message: "limit must be a whole number from 1 to \(Self.maximumLimit)")
                }
                self.limit = limit
            }
        }
    }
}
