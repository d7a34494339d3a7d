import FoundationEssentials
import StockbellCore
import Testing

@Suite struct EdgeTests {
    @Test func oneAlertACrossing() throws {
        var world = World(try .fixture())
        let steps: [(Decimal, AlertKind?)] = [
            (20, nil), (7, nil), (5, .lowStock), (4, nil), (4, nil), (0, .outOfStock), (-2, nil), (0, nil), (3, .backInStock), (2, nil),
            (0, .outOfStock),
            (50, .backInStock), (49, nil), (1, .lowStock), (6, .refilled), (6, nil), (0, .outOfStock),
        ]
        for (index, (quantity, kind)) in steps.enumerated() {
            let record = try world.post(stockEvent(.level, "A", quantity, at: TimeInterval(index * 60)), second: TimeInterval(index * 60 + 1))
            #expect(world.alert(record)?.kind == kind, "step \(index)")
            #expect(record.state == .applied)
        }
    }

    @Test func theAlertKeepsTheFactsOfItsMoment() throws {
        var world = World(try .fixture(okAbove: 8))
        try world.post(stockEvent(.level, "A", 20, at: 0, facts: StockFacts(backorderAllowed: true)), second: 1)
        try world.post(stockEvent(.level, "A", 30, at: 10, place: "2"), second: 11)
        let record = try world.post(stockEvent(.level, "A", 0, at: 840), second: 900)
        let alert = try #require(world.alert(record))
        #expect(alert.from == .ok && alert.to == .out)
        #expect(alert.quantity == 0 && alert.previous == 20)
        #expect(alert.since == .second(840) && alert.decidedAt == .second(900))
        #expect(alert.duration == 840)
        #expect(alert.threshold == .init(low: 5, lowFrom: "thresholds[0]", okAbove: 8, okAboveFrom: "thresholds[0]"))
        #expect(alert.subject.facts.backorderAllowed == true)
        #expect(alert.elsewhere == Elsewhere(shelves: [.init(place: Place(id: "2"), quantity: 30, condition: .ok)]))
        #expect(!alert.isFirstSight)
    }

    @Test func elsewhereIsOfTheSameItemAndSaysWhatIsNotKnown() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "B", 30, place: "2"))
        try world.post(stockEvent(.level, "A", 30, place: "2", isTest: true))
        try world.post(stockEvent(.level, "A", 30, source: "web", place: "2"))
        try world.post(stockEvent(.delta, "A", delta: 3, place: "3"))
        try world.post(stockEvent(.level, "A", 30, place: nil))
        let record = try world.post(stockEvent(.level, "A", 0))
        let alert = try #require(world.alert(record))
        #expect(alert.elsewhere == Elsewhere(shelves: [.init(place: Place(id: "3"), quantity: nil, condition: .unknown)]))
        #expect(alert.elsewhere?.isNone == false)
    }

    @Test func anItemThatIsNotCountedIsNotOutAndComesBackWhenItIsNotAnyMore() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 0, at: 1, facts: StockFacts(tracked: false)), second: 1)
        #expect(world.kinds == [] && world.level()?.condition == .ok)
        try world.post(stockEvent(.level, "A", 0, at: 2, facts: StockFacts(tracked: true)), second: 2)
        #expect(world.kinds == [.outOfStock])
        try world.post(stockEvent(.level, "A", 0, at: 3, facts: StockFacts(tracked: false)), second: 3)
        #expect(world.kinds == [.outOfStock, .backInStock] && world.breaches == [])
    }

    /// The item is judged anew at its next event: what only the configuration changed is no news.
    @Test func aLoweredThresholdEndsAnIncidentWithoutAWord() throws {
        var world = World(try .fixture(low: 5))
        try world.post(stockEvent(.level, "A", 20, at: 1), second: 1)
        try world.post(stockEvent(.level, "A", 4, at: 2), second: 2)
        #expect(world.kinds == [.lowStock])
        var changed = World(try .fixture(low: 2))
        (changed.shelf, changed.ids) = (world.shelf, world.ids)
        let record = try changed.post(stockEvent(.level, "A", 3, at: 3), second: 3)
        #expect(record.alert == nil)
        #expect(changed.shelf.incidents.values.allSatisfy { !$0.isOpen })
        try changed.post(stockEvent(.level, "A", 2, at: 4), second: 4)
        #expect(changed.kinds == [.lowStock, .lowStock])
    }

    /// A told `low` ends above `okAbove`; the condition itself knows nothing of it.
    @Test func okAboveGatesWhatIsTold() throws {
        var world = World(try .fixture(low: 12, okAbove: 15))
        let steps: [(Decimal, Condition, AlertKind?)] = [
            (40, .ok, nil), (10, .low, .lowStock), (13, .ok, nil), (11, .low, nil), (15, .ok, nil), (16, .ok, .refilled), (13, .ok, nil),
            (12, .low, .lowStock),
            (0, .out, .outOfStock), (14, .ok, .backInStock), (16, .ok, .refilled),
        ]
        for (index, (quantity, condition, kind)) in steps.enumerated() {
            let record = try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(index))
            #expect(world.level()?.condition == condition, "step \(index)")
            #expect(world.alert(record)?.kind == kind, "step \(index)")
        }
        #expect(world.shelf.events[2].reason == "no edge: low was told and ends above 15")
    }

    /// The condition was ok a while before the edge was told: the edge is from what was told, and nobody knows for how long.
    @Test func anEdgeHeldBackByOkAboveSpeaksOfWhatWasTold() throws {
        var world = World(try .fixture(low: 12, okAbove: 15))
        try world.post(stockEvent(.level, "A", 40), second: 0)
        try world.post(stockEvent(.level, "A", 10), second: 100)
        try world.post(stockEvent(.level, "A", 13), second: 200)
        let record = try world.post(stockEvent(.level, "A", 20), second: 300)
        let alert = try #require(world.alert(record))
        #expect(alert.kind == .refilled)
        #expect(alert.from == .low && alert.to == .ok)
        #expect(alert.duration == nil)
    }

    /// An item that flutters between nothing and a few rings once.
    @Test(arguments: [5, nil] as [Decimal?])
    func backAboveGatesTheEndOfOut(low: Decimal?) throws {
        var world = World(try .fixture(low: low, backAbove: 2))
        let steps: [(Decimal, AlertKind?)] = [
            (40, nil), (0, .outOfStock), (1, nil), (0, nil), (2, nil), (1.5, nil), (20, .backInStock), (2, low.map { _ in .lowStock }),
            (0, .outOfStock),
            (2, nil), (2.5, .backInStock), (0, .outOfStock),
        ]
        for (index, (quantity, kind)) in steps.enumerated() {
            let record = try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(index))
            #expect(world.alert(record)?.kind == kind, "step \(index)")
            #expect(world.level()?.condition == Condition(quantity: quantity, threshold: low))
            #expect(world.breaches.isEmpty, "step \(index)")
        }
        #expect(world.shelf.events[2].reason == "no edge: out was told and ends above 2")
        let back = try #require(world.alert(world.shelf.events[6]))
        #expect(back.from == .out && back.to == .ok && back.duration == nil, "it was there for a while, and nobody was told")
        #expect(back.threshold.backAbove == 2 && back.threshold.backAboveFrom == "thresholds[0]")
    }

    /// Where nobody was told that it is out or low there is nothing to keep: its end is told when it comes.
    @Test(arguments: [(0, 2, .backInStock), (4, 7, .refilled)] as [(Decimal, Decimal, AlertKind)])
    func gatesHoldOnlyWhatWasTold(_ first: Decimal, _ then: Decimal, _ kind: AlertKind) throws {
        let source = SourceSettings(name: "tills", platform: .enad, firstSight: .quiet)
        var world = World(try .fixture(sources: [source], okAbove: 8, backAbove: 3))
        #expect(try world.post(stockEvent(.level, "A", first), second: 0).alert == nil)
        let record = try world.post(stockEvent(.level, "A", then), second: 1)
        #expect(world.alert(record)?.kind == kind)
    }

    /// What only the configuration freed is told at the next event: the address still knows that it is out.
    @Test func aLoweredBackAboveTellsWithTheNextEvent() throws {
        var world = World(try .fixture(backAbove: 3))
        for (second, quantity) in ([20, 0, 2] as [Decimal]).enumerated() {
            try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(second))
        }
        var changed = World(try .fixture())
        (changed.shelf, changed.ids) = (world.shelf, world.ids)
        #expect(try changed.post(stockEvent(.level, "A", 2), second: 3).reason == "edge: back-in-stock")
        #expect(changed.breaches.isEmpty)
    }

    @Test func aDeclarationAlertsAtOnceAndItsNumberDoesNotAlertAgain() throws {
        var world = World(try .fixture())
        #expect(try world.post(stockEvent(.declaredLow, at: 0), second: 1).reason == "edge: low-stock")
        #expect(try world.post(stockEvent(.level, "A", 4, at: 2), second: 3).alert == nil)
        #expect(try world.post(stockEvent(.declaredOut, at: 4), second: 5).reason == "edge: out-of-stock")
        #expect(try world.post(stockEvent(.level, "A", 0, at: 6), second: 7).alert == nil)
        #expect(try world.post(stockEvent(.level, "A", 9, at: 8), second: 9).reason == "edge: back-in-stock")
    }

    @Test func aDeclarationIsNotMeasuredAgainstOurThreshold() throws {
        var world = World(try .fixture())
        let declared = try world.post(stockEvent(.declaredLow, "A"))
        #expect(try #require(world.alert(declared)).threshold == .init())
        let measured = try world.post(stockEvent(.declaredLow, "B", 3))
        #expect(try #require(world.alert(measured)).threshold.low == 5)
    }

    /// BigCommerce tells no numbers: the same declaration, later and under another id, says that there was stock in between.
    @Test func anItemDeclaredOutAnewIsToldAnew() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.declaredOut, at: 0), second: 1)
        #expect(try world.post(stockEvent(.declaredOut, at: 300), second: 301).alert == nil)
        let again = try world.post(stockEvent(.declaredOut, at: 86_400), second: 86_401)
        let alert = try #require(world.alert(again))
        #expect(alert.kind == .outOfStock && alert.from == .ok && alert.since == .second(86_400))
        #expect(world.shelf.incidents.count == 1)
    }

    /// WooCommerce posts the status of a product at every edit; Saleor says when it is in stock again.
    @Test(arguments: [Platform.woocommerce, .saleor])
    func whoSaysWhatIsInStockAgainRepeatsNoNews(platform: Platform) throws {
        var world = World(try .fixture())
        func event(_ kind: StockEvent.Kind, at second: TimeInterval) -> StockEvent {
            var event = stockEvent(kind, at: second)
            event.subject.platform = platform
            return event
        }
        #expect(try world.post(event(.declaredBack, at: 0), second: 1).alert == nil)
        #expect(try world.post(event(.declaredOut, at: 10), second: 11).reason == "edge: out-of-stock")
        #expect(try world.post(event(.declaredOut, at: 86_400), second: 86_401).alert == nil)
        #expect(try world.post(event(.declaredBack, at: 86_500), second: 86_501).reason == "edge: back-in-stock")
        #expect(try world.post(event(.declaredBack, at: 86_600), second: 86_601).alert == nil)
        #expect(world.kinds == [.outOfStock, .backInStock])
    }

    /// One order may raise both, a second apart; that is not good news.
    @Test func lowDeclaredAMomentAfterOutIsNoRestock() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.declaredOut, at: 0), second: 0)
        #expect(try world.post(stockEvent(.declaredLow, at: 1), second: 2).reason.contains("out says more"))
        #expect(world.kinds == [.outOfStock])
        #expect(try world.post(stockEvent(.level, "A", 20, at: 3), second: 4).reason == "edge: back-in-stock")
        var slow = World(try .fixture())
        try slow.post(stockEvent(.declaredOut, at: 0), second: 0)
        #expect(try slow.post(stockEvent(.declaredLow, at: 61), second: 62).reason == "edge: back-in-stock")
    }

    @Test func lowAndOutOfOneMomentAreBothTold() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.declaredLow, at: 0))
        try world.post(stockEvent(.declaredOut, at: 0))
        #expect(world.kinds == [.lowStock, .outOfStock])
        var other = World(try .fixture())
        try other.post(stockEvent(.declaredOut, at: 0))
        let low = try other.post(stockEvent(.declaredLow, at: 0))
        #expect(other.kinds == [.outOfStock])
        #expect(low.state == .applied && low.reason.contains("out says more"))
    }

    /// Number and word of one moment say one thing in either order, and the number is kept.
    @Test(arguments: [(0, .declaredOut), (3, .declaredLow)] as [(Decimal, StockEvent.Kind)])
    func aNumberAndItsDeclarationOfOneMomentAreOneChange(_ quantity: Decimal, _ kind: StockEvent.Kind) throws {
        for isNumberFirst in [true, false] {
            var world = World(try .fixture())
            try world.post(stockEvent(.level, "A", 20, at: 0))
            let events = [stockEvent(.level, "A", quantity, at: 5), stockEvent(kind, at: 5)]
            for event in isNumberFirst ? events : events.reversed() { try world.post(event, second: 6) }
            #expect(world.kinds.count == 1)
            #expect(world.level()?.quantity == quantity && world.level()?.declared == nil)
        }
    }

    /// A number from before the word that was told must not tell that it is back.
    @Test func aNumberOlderThanADeclarationChangesNothing() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.declaredOut, at: 10), second: 11)
        #expect(try world.post(stockEvent(.level, "A", 20, at: 9), second: 12).state == .stale)
        #expect(world.kinds == [.outOfStock])
    }

    @Test func whatIsOlderChangesNothing() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 20, at: 100), second: 100)
        let before = world.level()
        let late = try world.post(stockEvent(.level, "A", 0, at: 50), second: 200)
        #expect(late.state == .stale)
        #expect(late.reason.hasPrefix("older than the level of 2026-01-05T08:01:40"))
        #expect(world.level() == before)
        #expect(world.kinds.isEmpty)
    }

    @Test func anIncidentLastsFromTheFirstAlertUntilItIsOk() throws {
        var world = World(try .fixture())
        for (index, quantity) in ([20, 4, 0, 2, 0, 20, 0] as [Decimal]).enumerated() {
            try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(index))
        }
        let incidents = world.shelf.incidents.values.sorted { $0.id < $1.id }
        #expect(incidents.count == 2)
        #expect(incidents[0].closed == .ok && incidents[0].told == .none)
        #expect(incidents[0].openedAt == .second(1) && incidents[0].closedAt == .second(5))
        #expect(incidents[1].isOpen && incidents[1].told == .out)
        #expect(Set(world.shelf.alerts.values.filter { $0.decidedAt < .second(6) }.map(\.incident)) == [incidents[0].id])
    }

    /// A raised threshold tells nothing of items that are below it already; the next crossing is told.
    @Test func aChangedThresholdMakesNoEdgeOfItsOwn() throws {
        var world = World(try .fixture(low: 5))
        try world.post(stockEvent(.level, "A", 8), second: 0)
        var raised = World(try .fixture(low: 10))
        raised.shelf = world.shelf
        raised.ids = world.ids
        #expect(try raised.post(stockEvent(.level, "A", 7), second: 1).alert == nil)
        #expect(try raised.post(stockEvent(.level, "A", 11), second: 2).reason == "edge: refilled")
        #expect(try raised.post(stockEvent(.level, "A", 9), second: 3).reason == "edge: low-stock")
    }

    @Test func aPlaceOnceNamedIsMatchedByNameByThresholdsToo() throws {
        var settings = try Settings.fixture()
        settings.thresholds = Thresholds([.init(where: .field(.place, .matches([Glob("Hamburg")])), low: 50, origin: "t")])
        var world = World(settings)
        var named = stockEvent(.level, "A", 90)
        named.subject.place?.name = "Hamburg"
        try world.post(named, second: 0)
        #expect(try world.post(stockEvent(.level, "A", 40), second: 1).reason == "edge: low-stock")
    }

    @Test func aRemovedRecordClosesWithoutAnAlert() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 20), second: 0)
        try world.post(stockEvent(.level, "A", 0), second: 1)
        let removed = try world.post(stockEvent(.removed), second: 2)
        #expect(removed.alert == nil)
        #expect(removed.reason.contains("closed without an alert"))
        #expect(world.shelf.incidents.values.map(\.closed) == [.removed])
        #expect(world.shelf.queue.map(\.state) == [.suppressed])
        // What comes back is seen for the first time.
        #expect(try world.post(stockEvent(.level, "A", 0), second: 3).reason == "first sight, edge: out-of-stock")
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func alertsAndConditionsAgree(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var world = World(try .fixture())
        var told: Condition = .ok
        for step in 0..<40 {
            let quantity = Decimal(Int.random(in: -1...9, using: &generator))
            let record = try world.post(stockEvent(.level, "A", quantity, previous: step == 0 ? 9 : nil), second: TimeInterval(step))
            let condition = Condition(quantity: quantity, threshold: 5)
            let kind: AlertKind? =
                switch (told, condition) {
                case (.ok, .low): .lowStock
                case (.ok, .out), (.low, .out): .outOfStock
                case (.out, .low), (.out, .ok): .backInStock
                case (.low, .ok): .refilled
                default: nil
                }
            #expect(world.alert(record)?.kind == kind, "seed \(seed), step \(step)")
            told = condition
        }
    }
}
