import FoundationEssentials
package import StockbellCore

/// One pause as `--json` gives it.
package struct PauseRow: Encodable {
    var scope: String
    var name: String?
    var by: String
    var since: Date
    var until: Date?
    var because: String

    package init(_ pause: Pause) {
        switch pause.scope {
        case .all: (scope, name) = ("all", nil)
        case .channel(let channel): (scope, name) = ("channel", channel)
        case .department(let department): (scope, name) = ("department", department)
        case .address(let address): (scope, name) = ("address", address.description)
        }
        by = pause.origin.rawValue
        since = pause.since
        until = pause.end
        because = pause.reason
    }
}

extension Pause {
    /// For people: "channel sms is paused until 2026-01-05T08:00:00Z (budget)".
    package var sentence: String {
        let end = self.end.map { " until \($0.formatted(.iso8601))" } ?? ""
        let why = reason.isEmpty ? "" : " (\(reason))"
        return "\(scope) is paused\(origin == .hand ? "" : " by \(origin.words)")\(end)\(why)"
    }
}
