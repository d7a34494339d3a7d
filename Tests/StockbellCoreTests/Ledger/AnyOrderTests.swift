import FoundationEssentials
import StockbellCore
import Testing

/// However late, how often and in what order a platform tells what happened, we end with what is so.
///
/// `HISTORIES` in the environment is how many are played, `HISTORY` the one to play alone; a failure names its seed. Events of one time are in
/// `LevelRulesTests.tiesAreBroken`.
@Suite struct AnyOrderTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seeds: Range<UInt64> = {
        if let one = environment["HISTORY"].flatMap(UInt64.init) { return one..<(one &+ 1) }
        return 0..<(environment["HISTORIES"].flatMap(UInt64.init) ?? 10_000)
    }()
    private static let parts: UInt64 = 8

    @Test(arguments: 0..<parts)
    func anyHistoryEndsInTheTruth(part: UInt64) throws {
        for seed in Self.seeds where seed % Self.parts == part {
            let history = try History(seed: seed)
            let end = try Ending(history)
            for (key, statements) in history.truth {
                let story = Comment(rawValue: "HISTORY=\(seed), \(key)")
                try #require(end.faults(at: key, statements).isEmpty, story)
            }
        }
    }

    /// The histories must hold what they are told for; else the property above says little.
    @Test func theHistoriesMeetEverything() throws {
        var (states, kinds, told, closed): (Set<EventRecord.State>, Set<AlertKind>, Set<Incident.Told>, Set<Incident.Closed?>) = ([], [], [], [])
        for seed in 0..<300 as Range<UInt64> {
            let end = try Ending(History(seed: seed))
            states.formUnion(end.changes.events.map(\.state))
            kinds.formUnion(end.changes.alerts.map(\.kind))
            told.formUnion(end.changes.incidents.values.map(\.told))
            closed.formUnion(end.changes.incidents.values.map(\.closed))
        }
        #expect(states == [.applied, .duplicate, .stale])
        #expect(kinds == AlertKind.stock)
        #expect(told == [.none, .low, .out])
        #expect(closed == [nil, .ok, .removed])
    }
}
