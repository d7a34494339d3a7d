import FoundationEssentials
import StockbellCore
import Testing

@Suite struct BurstTests {
    private static func world(_ burst: Int?) throws -> World {
        let source = SourceSettings(name: "tills", platform: .enad, firstSight: .quiet, burst: burst)
        return World(try .fixture(sources: [source]))
    }

    private func reasons(_ world: World) -> [StockReason?] { world.shelf.alerts.values.sorted { $0.id < $1.id }.map(\.subject.facts.reason) }

    private let guess = StockReason(.synchronisation, isGuess: true)

    @Test func fromSoManyZerosWithinAMinuteOnItLooksLikeASynchronisation() throws {
        var world = try Self.world(10)
        for number in 0..<14 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 3), second: Double(number) * 3) }
        #expect(reasons(world) == Array(repeating: nil, count: 9) + Array(repeating: guess, count: 5))
        #expect(world.breaches == [])
        // A minute later it is over.
        try world.post(stockEvent(.level, "Z", 0, previous: 3), second: 110)
        #expect(reasons(world).last == .some(nil))
    }

    @Test func aBatchGuessesAsItsInputsOneByOne() throws {
        var (one, all) = (try Self.world(5), try Self.world(5))
        let inputs = (0..<12).map { one.arrival(stockEvent(.level, "I\($0)", $0 % 4 == 0 ? 8 : 0, previous: 3)) }
        all.ids = one.ids
        for input in inputs { try one.apply(input) }
        try all.apply(inputs)
        #expect(one.shelf == all.shelf)
        #expect(reasons(one).filter { $0 == guess }.count == 5)
    }

    @Test func whatIsSaidGoesBeforeAGuess() throws {
        var world = try Self.world(2)
        for (number, reason) in [StockReason(.soldOut), StockReason(.soldOut), StockReason(.errorCorrection, isGuess: true)].enumerated() {
            try world.post(stockEvent(.level, "I\(number)", 0, previous: 3, facts: StockFacts(reason: reason)))
        }
        #expect(reasons(world) == [StockReason(.soldOut), StockReason(.soldOut), guess])
    }

    @Test func slowZerosRepeatsAndWhatIsLeftAreNoBurst() throws {
        var world = try Self.world(3)
        for number in 0..<9 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 3), second: Double(number) * 31) }
        for _ in 0..<5 { try world.post(stockEvent(.level, "R", 0, previous: 3, key: .id(1)), second: 400) }
        for number in 0..<5 { try world.post(stockEvent(.level, "L\(number)", 2, previous: 9), second: 410) }
        #expect(reasons(world).allSatisfy { $0 == nil })
    }

    @Test func whatIsOutAlreadyIsNoNews() throws {
        var world = try Self.world(3)
        for turn in 0..<9 { try world.post(stockEvent(.level, "A", 0, previous: 3, at: Double(turn)), second: Double(turn)) }
        try world.post(stockEvent(.level, "B", 0, previous: 3), second: 9)
        #expect(reasons(world) == [nil, nil])
    }

    @Test func nothingIsGuessedOrCountedUnasked() throws {
        var world = try Self.world(nil)
        for number in 0..<300 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 3)) }
        #expect(reasons(world).allSatisfy { $0 == nil })
        #expect(world.shelf.pulses["tills"]?.zeros.isEmpty == true)
    }

    @Test func aGuessIsAFactForRulesAndRoutesNothingByItself() throws {
        let source = SourceSettings(name: "tills", platform: .enad, firstSight: .quiet, burst: 2)
        var world = World(try .fixture(sources: [source], departments: [.wanting("all", "hook")]))
        for number in 0..<4 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 3)) }
        #expect(world.shelf.queue.count == 4 && world.shelf.suppressions.isEmpty)
    }
}
