import FoundationEssentials
import StockbellCore
import Testing

/// Whatever waits, gathers or is held back comes out at its local time, once, whatever the clocks do.
///
/// `MONTHS` in the environment is how many are played, `WEEKS` how long each is, `MONTH` the one to play alone; a failure names its seed.
@Suite struct MonthsTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seeds: Range<UInt64> = {
        if let one = environment["MONTH"].flatMap(UInt64.init) { return one..<(one &+ 1) }
        return 0..<(environment["MONTHS"].flatMap(UInt64.init) ?? 8)
    }()
    private static let weeks = environment["WEEKS"].flatMap(Double.init) ?? 2
    private static let parts: UInt64 = 4

    @Test(arguments: 0..<parts)
    func anyMonthKeepsTheLawAndTheClock(part: UInt64) throws {
        for seed in Self.seeds where seed % Self.parts == part {
            var months = try Months(seed: seed, weeks: Self.weeks)
            try months.play()
            try #require(months.faults.isEmpty, "MONTH=\(seed) WEEKS=\(Self.weeks) (\(months.zone)): \(months.faults.prefix(3))")
        }
    }

    /// The months must hold what they are told for; else the property above says little.
    @Test func theMonthsMeetEverything() throws {
        var letters: Set<LetterKind> = []
        var (overtaken, open, empty, silenced) = (0, 0, 0, 0)
        for seed in 0..<4 as Range<UInt64> {
            var months = try Months(seed: seed, weeks: Self.weeks)
            try months.play()
            letters.formUnion(months.told.map(\.delivery.letter))
            overtaken += months.told.count { $0.delivery.overtaken != nil }
            open += months.told.count { $0.delivery.digest != nil && !$0.told.isEmpty }
            empty += months.told.count { $0.alerts.isEmpty }
            silenced += months.told.count { $0.delivery.silence != nil }
        }
        #expect(letters.isSuperset(of: [.digest, .summary, .outOfStock, .backInStock]))
        #expect(overtaken > 0 && open > 0 && empty > 0 && silenced > 0)
    }
}
