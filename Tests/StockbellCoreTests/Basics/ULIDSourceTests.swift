import FoundationEssentials
import StockbellCore
import Testing

@Suite struct ULIDSourceTests {
    private static let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    private static func ids(_ dates: [Date], seed: UInt64 = 1) -> [String] {
        var source = ULIDSource(SeededGenerator(seed: seed))
        return dates.map { date in
            let id: Alert.ID = source.next(at: date)
            return id.string
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func has26CharactersOfCrockfordsAlphabet(seed: UInt64) {
        for id in Self.ids([.start, .start, .second(1), .distantPast, .distantFuture], seed: seed) {
            #expect(id.count == 26, "seed \(seed)")
            #expect(id.allSatisfy(Self.alphabet.contains), "seed \(seed)")
        }
    }

    @Test(arguments: [
        (0.0, "0000000000"),
        // The example of the specification: 1469918176385 ms.
        (1_469_918_176.385, "01ARYZ6S41"),
        (281_474_976_710.655, "7ZZZZZZZZZ"),
        // Further than a ULID can count: the last moment it can.
        (9e15, "7ZZZZZZZZZ"),
        (-1.0, "0000000000"),
    ])
    func beginsWithTheMilliseconds(_ seconds: TimeInterval, _ prefix: String) {
        #expect(Self.ids([Date(timeIntervalSince1970: seconds)])[0].hasPrefix(prefix))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func growsWhateverTheClockDoes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var clock = Date.start
        let dates = (0..<2000).map { _ in
            clock.addTimeInterval(Double(Int.random(in: -3...3, using: &generator)) / 1000)
            return clock
        }
        let ids = Self.ids(dates, seed: seed)
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    }

    @Test func carriesOverWhenAllChanceIsUsedUp() {
        struct Ones: RandomNumberGenerator {
            func next() -> UInt64 { .max }
        }
        var source = ULIDSource(Ones())
        let last: Alert.ID = source.next(at: .start)
        let next: Alert.ID = source.next(at: .start)
        #expect(last.string.hasSuffix("ZZZZZZZZZZZZZZZZ"))
        #expect(last < next)
    }

    @Test(arguments: [TimeInterval.nan, .infinity, -.infinity, 1e300, -1e300])
    func takesAnyClock(_ seconds: TimeInterval) {
        #expect(Self.ids([Date(timeIntervalSince1970: seconds)])[0].count == 26)
    }

    @Test func differsBySourceOfChance() {
        #expect(Self.ids([.start], seed: 1) != Self.ids([.start], seed: 2))
        #expect(Self.ids([.start], seed: 3) == Self.ids([.start], seed: 3))
    }

    @Test func anIdIsPlainTextInJSON() throws {
        let id = Alert.ID("01ARYZ6S410000000000000000")
        let json = try JSONEncoder().encode([id])
        #expect(String(decoding: json, as: UTF8.self) == #"["01ARYZ6S410000000000000000"]"#)
        #expect(try JSONDecoder().decode([Alert.ID].self, from: json) == [id])
    }
}
