import Foundation

/// How a round ends.
enum Ending: Sendable {
    /// SIGKILL, so long after the load has met the new process.
    case killed(after: Duration)
    /// SIGKILL when something has happened so many times.
    case killedAt(Trap.Bait, Int)
    /// SIGKILL so long after the process was started: before it is ready, or soon after.
    case killedStarting(after: Duration)
    /// SIGTERM, and SIGKILL so long after that: while it drains, writes the log into the file, or closes it.
    case killedStopping(after: Duration)
    /// SIGTERM, and all the time that it needs.
    case stopped

    /// For the report.
    var name: String {
        switch self {
        case .killed: "at a random moment"
        case .killedAt(.acknowledged, 1): "at the first 200"
        case .killedAt(.acknowledged, _): "at a later 200"
        case .killedAt(.read, _): "at a message under way"
        case .killedStarting: "in a start"
        case .killedStopping: "in a stop"
        case .stopped: "SIGTERM alone"
        }
    }

    /// Draws one; a run begins with one that has something to look at.
    static func next(round: Int, using chance: inout some RandomNumberGenerator) -> Ending {
        if round == 0 { return .killedAt(.read(.hook), Int.random(in: 20...60, using: &chance)) }
        return switch Int.random(in: 0..<8, using: &chance) {
        case 0: .killedAt(.read(.hook), Int.random(in: 1...60, using: &chance))
        case 1: Bool.random(using: &chance) ? .killedAt(.read(.mail), Int.random(in: 1...40, using: &chance)) : .killedAt(.read(.text), 1)
        case 2: .killedAt(.acknowledged, 1)
        case 3: .killedAt(.acknowledged, Int.random(in: 2...300, using: &chance))
        case 4: .killedStarting(after: .milliseconds(Int.random(in: 20...500, using: &chance)))
        case 5: .killedStopping(after: .milliseconds(Int.random(in: 0...250, using: &chance)))
        case 6: .stopped
        default: .killed(after: .milliseconds(Int.random(in: 50...1500, using: &chance)))
        }
    }
}
