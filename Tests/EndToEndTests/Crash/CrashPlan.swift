import Foundation

/// How long the crash test goes on, and with which chance.
struct CrashPlan: Sendable {
    /// So many times the program is ended.
    var rounds: Int
    /// What the ends, the load and the far sides' moods are drawn from; moments still depend on the machine.
    var seed: UInt64
    /// Whether somebody asked for it by name, and so for its report.
    var isAskedFor: Bool

    /// A few rounds; `CRASH_ROUNDS` and `CRASH_SEED` of the environment say otherwise.
    static var fromEnvironment: CrashPlan {
        let environment = ProcessInfo.processInfo.environment
        let rounds = environment["CRASH_ROUNDS"].flatMap(Int.init)
        let seed = environment["CRASH_SEED"].flatMap(UInt64.init)
        return CrashPlan(rounds: max(1, rounds ?? 3), seed: seed ?? .random(in: 1...999_999), isAskedFor: rounds != nil)
    }
}
