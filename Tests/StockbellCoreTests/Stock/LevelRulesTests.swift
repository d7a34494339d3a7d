import FoundationEssentials
import StockbellCore
import Testing

@Suite struct LevelRulesTests {
    /// A level that a number decided at second 100.
    private static func level(
        _ quantity: Decimal?, previous: Decimal? = nil, declared: Condition? = nil, sequence: Int64? = nil, low: Decimal? = 5
    ) -> Level {
        Level(
            subject: stockEvent().subject, quantity: quantity, previous: previous, declared: declared,
            condition: declared ?? Condition(quantity: quantity, threshold: low), since: .second(50), asOf: .second(100), sequence: sequence)
    }

    private static func apply(_ event: StockEvent, to level: Level?, low: Decimal? = 5, received: TimeInterval = 1000) -> LevelRules.Effect {
        LevelRules.apply(event, to: level, low: low, receivedAt: .second(received))
    }

    private enum Answer: Equatable {
        case applied(Decimal?, Condition)
        case noted
        case stale
    }

    private static func answer(_ effect: LevelRules.Effect) -> Answer {
        switch effect {
        case .changed(let level, _, _, _): .applied(level.quantity, level.condition)
        case .noted: .noted
        case .stale: .stale
        }
    }

    // MARK: - Clocks

    /// A platform that is ahead, or tells no time, is taken at our time; what it says next of the same second is not older.
    @Test(arguments: [5000.0, nil] as [TimeInterval?])
    func ourOwnTimeIsTakenToTheSecond(_ second: TimeInterval?) {
        guard case .changed(let level, _, _, _) = Self.apply(stockEvent(.level, "A", 0, at: second), to: nil, received: 1000.4) else {
            Issue.record("the first event was not applied")
            return
        }
        #expect(level.asOf == .second(1000))
        #expect(Self.answer(Self.apply(stockEvent(.level, "A", 9, at: 1000), to: level, received: 1001)) == .applied(9, .ok))
    }

    @Test(arguments: [(1299.0, nil), (1300, nil), (1361, "its time is 6 min ahead of ours, so ours counts")] as [(TimeInterval, String?)])
    func aClockThatIsAheadIsSpokenOf(_ second: TimeInterval, _ sentence: String?) {
        #expect(LevelRules.skew(stockEvent(.level, "A", 0, at: second), receivedAt: .second(1000)) == sentence)
    }

    // MARK: - Order

    /// Order is (time, sequence, chain of `previous`, arrival); the level is 4, previous 9, of second 100.
    @Test(
        arguments: [
            // time
            (101, nil, 8, nil, true), (99, nil, 8, nil, false), (100.001, nil, 8, nil, true), (99.999, nil, 8, nil, false),
            (99, 8, 8, nil, false), (101, 6, 8, nil, true),
            // sequence breaks a tie of time
            (100, 8, 8, nil, true), (100, 6, 8, nil, false), (100, 8, 9, 20, true), (100, 6, 8, 4, false),
            // chain: what follows the level; what the level followed
            (100, nil, 8, 4, true), (100, nil, 9, nil, false), (100, nil, 9, 12, false), (100, 7, 9, 12, false),
            // a circle: nobody can say, arrival decides
            (100, nil, 9, 4, true),
            // arrival
            (100, nil, 8, nil, true), (100, nil, 8, 77, true), (100, nil, 4, nil, true), (100, 7, 8, nil, true),
        ] as [(TimeInterval, Int64?, Decimal, Decimal?, Bool)])
    func tiesAreBroken(_ second: TimeInterval, _ sequence: Int64?, _ quantity: Decimal, _ previous: Decimal?, _ isApplied: Bool) {
        let level = Self.level(4, previous: 9, sequence: 7)
        let event = stockEvent(.level, "A", quantity, previous: previous, at: second, sequence: sequence)
        let condition = Condition(quantity: quantity, threshold: 5)
        #expect(Self.answer(Self.apply(event, to: level)) == (isApplied ? .applied(quantity, condition) : .stale))
    }

    /// A sequence orders only where both have one.
    @Test func aSequenceThatOnlyOneHasOrdersNothing() {
        let numbered = stockEvent(.level, "A", 8, at: 100, sequence: 1)
        #expect(Self.answer(Self.apply(numbered, to: Self.level(4))) == .applied(8, .ok))
        let plain = stockEvent(.level, "A", 8, at: 100)
        #expect(Self.answer(Self.apply(plain, to: Self.level(4, sequence: 9))) == .applied(8, .ok))
    }

    @Test func withoutATimeTheReceiptCounts() {
        #expect(Self.answer(Self.apply(stockEvent(.level, "A", 8), to: Self.level(4), received: 101)) == .applied(8, .ok))
        #expect(Self.answer(Self.apply(stockEvent(.level, "A", 8), to: Self.level(4), received: 99)) == .stale)
    }

    /// A clock ahead of ours must not silence the item until we get there.
    @Test func aTimeInTheFutureIsTheReceipt() throws {
        let tomorrow = stockEvent(.level, "A", 4, at: 86400)
        guard case .changed(let level, _, _, _) = Self.apply(tomorrow, to: nil, received: 10) else {
            Issue.record("a future time is no reason to refuse")
            return
        }
        #expect(level.asOf == .second(10))
        #expect(level.since == .second(10))
        #expect(Self.answer(Self.apply(stockEvent(.level, "A", 0, at: 11), to: level, received: 12)) == .applied(0, .out))
    }

    // MARK: - Declarations

    @Test func aDeclarationDecidesWithoutANumber() {
        #expect(Self.answer(Self.apply(stockEvent(.declaredOut, at: 1), to: nil)) == .applied(nil, .out))
        #expect(Self.answer(Self.apply(stockEvent(.declaredLow, at: 1), to: nil)) == .applied(nil, .low))
        #expect(Self.answer(Self.apply(stockEvent(.declaredLow, at: 101), to: Self.level(50))) == .applied(nil, .low))
    }

    @Test func declaredInStockIsFineWithoutANumber() {
        #expect(Self.answer(Self.apply(stockEvent(.declaredBack, at: 1), to: nil)) == .applied(nil, .ok))
        #expect(Self.answer(Self.apply(stockEvent(.declaredBack, at: 101), to: Self.level(0))) == .applied(nil, .ok))
        #expect(Self.answer(Self.apply(stockEvent(.declaredBack, at: 101), to: Self.level(nil, declared: .out))) == .applied(nil, .ok))
        #expect(Self.answer(Self.apply(stockEvent(.declaredBack, "A", 3, at: 101), to: Self.level(0))) == .applied(3, .low))
        #expect(Self.answer(Self.apply(stockEvent(.declaredBack, at: 101), to: Self.level(3))) == .noted, "low is in stock too")
        var uncounted = stockEvent(.declaredBack, at: 101)
        uncounted.subject.facts.tracked = false
        #expect(Self.answer(Self.apply(uncounted, to: Self.level(3))) == .applied(nil, .ok), "nobody counts it any more")
    }

    @Test func aNumberBesideADeclarationDecides() {
        #expect(Self.answer(Self.apply(stockEvent(.declaredOut, "A", 0, at: 101), to: Self.level(4))) == .applied(0, .out))
        #expect(Self.answer(Self.apply(stockEvent(.declaredLow, "A", 9, at: 101), to: Self.level(4))) == .applied(9, .ok))
    }

    /// Both come with one time where a platform counts in seconds; in either order the item is out.
    @Test func lowAndOutOfOneMomentIsOut() {
        let low = stockEvent(.declaredLow, at: 100)
        let out = stockEvent(.declaredOut, at: 100)
        #expect(Self.answer(Self.apply(low, to: Self.level(nil, declared: .out))) == .noted)
        #expect(Self.answer(Self.apply(out, to: Self.level(nil, declared: .low))) == .applied(nil, .out))
        #expect(Self.answer(Self.apply(stockEvent(.declaredLow, at: 101), to: Self.level(nil, declared: .out))) == .applied(nil, .low))
    }

    @Test func theNumberAfterADeclarationIsNoFirstSight() {
        guard
            case .changed(let level, let from, _, let isFirstSight) = Self.apply(
                stockEvent(.level, "A", 0, at: 101), to: Self.level(nil, declared: .out))
        else {
            Issue.record("applied")
            return
        }
        #expect(from == .out && level.condition == .out && !isFirstSight)
        #expect(level.declared == nil)
        #expect(level.since == .second(50), "the condition did not change")
    }

    // MARK: - First sight

    @Test(
        arguments: [
            (nil, stockEvent(.level, "A", 0, at: 1), Condition.unknown, true), (nil, stockEvent(.level, "A", 0, previous: 1, at: 1), .low, false),
            (nil, stockEvent(.level, "A", 0, previous: 9, at: 1), .ok, false), (nil, stockEvent(.level, "A", 1, previous: 0, at: 1), .out, false),
            (nil, stockEvent(.declaredOut, at: 1), .unknown, false), (nil, stockEvent(.declaredLow, at: 1), .unknown, false),
            (level(nil), stockEvent(.level, "A", 0, at: 101), .unknown, true), (level(9), stockEvent(.level, "A", 0, at: 101), .ok, false),
            // What we know counts for more than what the event remembers.
            (level(9), stockEvent(.level, "A", 0, previous: 3, at: 101), .ok, false),
            (level(nil, declared: .low), stockEvent(.level, "A", 0, at: 101), .low, false),
        ] as [(Level?, StockEvent, Condition, Bool)])
    func isSeenWhereNothingSaidWhatWasBefore(_ level: Level?, _ event: StockEvent, _ from: Condition, _ isFirstSight: Bool) {
        guard case .changed(_, let before, _, let isFirst) = Self.apply(event, to: level) else {
            Issue.record("applied")
            return
        }
        #expect(before == from)
        #expect(isFirst == isFirstSight)
    }

    /// The level was ok under the threshold of its day; judged by today's it was low already.
    @Test func aChangedThresholdIsNoEdge() {
        guard case .changed(let level, let from, _, _) = Self.apply(stockEvent(.level, "A", 8, at: 101), to: Self.level(9, low: 5), low: 10) else {
            Issue.record("applied")
            return
        }
        #expect(from == .low)
        #expect(level.condition == .low)
    }

    // MARK: - Changes and removal

    @Test func deltasMoveOnlyAProjection() {
        var level = Self.level(4)
        for (delta, projection, sentence) in [(5, 5, "about 9"), (-2, 3, "about 7"), (-9, -6, "about -2")] as [(Decimal, Decimal, String)] {
            guard case .noted(let noted, let reason) = Self.apply(stockEvent(.delta, delta: delta), to: level) else {
                Issue.record("a delta is noted")
                return
            }
            #expect(noted.projection == projection)
            #expect(noted.quantity == 4 && noted.condition == .low && noted.asOf == .second(100) && noted.since == .second(50))
            #expect(reason.contains(sentence))
            level = noted
        }
        guard case .changed(let absolute, _, _, _) = Self.apply(stockEvent(.level, "A", 30, at: 101), to: level) else {
            Issue.record("a number overrides")
            return
        }
        #expect(absolute.projection == 0)
    }

    @Test func aDeltaOfTheUnknownStaysUnknown() {
        guard case .noted(let level, let reason) = Self.apply(stockEvent(.delta, delta: 5), to: nil) else {
            Issue.record("a delta is noted")
            return
        }
        #expect(level.quantity == nil && level.condition == .unknown && level.asOf == nil && level.projection == 5)
        #expect(reason.contains("+5") && reason.contains("unknown"))
        guard case .changed(_, let from, _, let isFirstSight) = Self.apply(stockEvent(.level, "A", 0, at: -5000), to: level) else {
            Issue.record("any number is news")
            return
        }
        #expect(from == .unknown && isFirstSight)
    }

    @Test func aRemovedRecordIsUnknownAndNothingIsOlder() {
        guard case .changed(let removed, let from, let previous, let isFirstSight) = Self.apply(stockEvent(.removed), to: Self.level(4)) else {
            Issue.record("applied")
            return
        }
        #expect(from == .low && previous == 4 && !isFirstSight)
        #expect(removed.condition == .unknown && removed.quantity == nil && removed.asOf == nil)
        guard case .changed(let again, let before, _, let isFirst) = Self.apply(stockEvent(.level, "A", 0, at: 3), to: removed) else {
            Issue.record("nothing is older than a removal")
            return
        }
        #expect(again.condition == .out && before == .unknown && isFirst)
    }

    @Test func aRemovalThatIsOlderByThePlatformsTimeIsStale() {
        #expect(Self.answer(Self.apply(stockEvent(.removed, at: 99), to: Self.level(4))) == .stale)
        #expect(Self.answer(Self.apply(stockEvent(.removed, at: 100), to: Self.level(4))) == .applied(nil, .unknown))
    }

    /// Else a number that was under way for long would bring a removed record back, and tell it as news.
    @Test(arguments: [(150.0, false), (99, false), (200, true), (201, true)] as [(TimeInterval, Bool)])
    func beforeARemovalThatTellsItsTimeIsStale(_ second: TimeInterval, _ isApplied: Bool) {
        guard case .changed(let removed, _, _, _) = Self.apply(stockEvent(.removed, at: 200), to: Self.level(4)) else {
            Issue.record("applied")
            return
        }
        #expect(removed.condition == .unknown && removed.asOf == .second(200))
        #expect(Self.answer(Self.apply(stockEvent(.level, "A", 0, at: second), to: removed)) == (isApplied ? .applied(0, .out) : .stale))
    }

    // MARK: - Since, facts

    @Test func sinceMovesWithTheConditionOnly() {
        func since(_ quantity: Decimal) -> Date? {
            guard case .changed(let level, _, _, _) = Self.apply(stockEvent(.level, "A", quantity, at: 101), to: Self.level(4)) else { return nil }
            return level.since
        }
        #expect(since(3) == .second(50))
        #expect(since(0) == .second(101))
        #expect(since(9) == .second(101))
    }

    @Test func namesAndFactsStayUntilTheyAreToldAnew() {
        var known = Self.level(4)
        known.subject.item.name = "Espresso"
        known.subject.place?.name = "Hamburg"
        known.subject.facts.backorderAllowed = true
        var event = stockEvent(.level, "A", 3, at: 101)
        event.subject.item.sku = nil
        guard case .changed(let level, _, _, _) = Self.apply(event, to: known) else {
            Issue.record("applied")
            return
        }
        #expect(level.subject.item == Item(id: "A", sku: "A", name: "Espresso"))
        #expect(level.subject.place == Place(id: "1", name: "Hamburg"))
        #expect(level.subject.facts.backorderAllowed == true)
    }

    // MARK: - Any order

    /// Levels, declarations and changes of distinct times, in any order: the latest decides, whatever came before or after.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func anyOrderEndsAlike(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let events = (0..<Int.random(in: 2...7, using: &generator)).map { index in
            let second = TimeInterval(index * 10 + Int.random(in: 0...9, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: return stockEvent(.declaredOut, at: second)
            case 1: return stockEvent(.declaredLow, at: second)
            default:
                let previous: Decimal? = generator.chance(1, in: 2) ? Decimal(Int.random(in: 0...12, using: &generator)) : nil
                return stockEvent(.level, "A", Decimal(Int.random(in: -2...12, using: &generator)), previous: previous, at: second)
            }
        }
        let low: Decimal? = generator.chance(1, in: 4) ? nil : 5
        func end(_ events: [StockEvent]) -> Level? {
            events.reduce(nil) { level, event in
                switch Self.apply(event, to: level, low: low) {
                case .changed(let level, _, _, _), .noted(let level, _): level
                case .stale: level
                }
            }
        }
        let expected = end(events)
        for _ in 0..<10 {
            let level = end(events.shuffled(using: &generator))
            #expect(level?.quantity == expected?.quantity, "seed \(seed)")
            #expect(level?.condition == expected?.condition, "seed \(seed)")
            #expect(level?.asOf == expected?.asOf, "seed \(seed)")
        }
    }
}
