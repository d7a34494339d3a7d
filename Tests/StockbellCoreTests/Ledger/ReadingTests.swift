import FoundationEssentials
import StockbellCore
import Testing

/// Events that tell no number, and the readings that answer them.
@Suite struct ReadingTests {
    private static let access = PlatformAccess(store: "abc", token: Secret("t"), url: "https://api.bigcommerce.com")

    private func world(_ firstSight: SourceSettings.FirstSight = .alert, hasToken: Bool = true, isCutOff: Bool = false, low: Decimal = 5) throws
        -> World
    {
        let source = SourceSettings(
            name: "web", platform: .bigcommerce, firstSight: firstSight, access: hasToken ? Self.access : nil, isCutOff: isCutOff)
        return World(
            try .fixture(
                sources: [source], low: low,
                departments: [
                    .wanting("purchasing", "mail:a@example.com"), .wanting("sales", "chat", on: [.outOfStock]),
                    .wanting("store", "hook", on: [.backInStock, .refilled]),
                ], operators: [Address(text: "mail:ops@example.com")]))
    }

    private func event(_ kind: StockEvent.Kind, _ item: String = "A", at second: TimeInterval? = nil, place: String? = "1") -> StockEvent {
        StockEvent(
            kind: kind, type: "\(kind)",
            subject: Subject(
                source: "web", platform: .bigcommerce, item: Item(id: item, parent: "7"), place: place.map { Place(id: $0) }),
            occurredAt: second.map { .second($0) })
    }

    private func key(_ item: String = "A", place: String? = "1") -> LevelKey { LevelKey(source: "web", item: item, place: place) }

    private func said(_ quantity: Decimal?, _ item: String = "A", place: String = "1", warning: Decimal? = nil, at second: TimeInterval) -> StockEvent
    {
        StockEvent(
            kind: .reading, type: "reading",
            subject: Subject(
                source: "web", platform: .bigcommerce, item: Item(id: item, sku: "SKU-\(item)", parent: "7"),
                place: Place(id: place, name: "Hamburg"),
                facts: StockFacts(sellable: quantity == nil ? false : true, warningLevel: warning)), quantity: quantity, occurredAt: .second(second))
    }

    /// A reading of one item, sent at that second and written a moment later.
    private func read(
        _ quantity: Decimal?, _ world: inout World, sent second: TimeInterval, warning: Decimal? = nil, asked: Set<LevelKey>? = nil
    ) throws {
        world.now = .second(second + 0.5)
        try world.apply(
            .reading(
                StockReading(
                    source: "web", sentAt: .second(second), statements: [said(quantity, warning: warning, at: second)], asked: asked ?? [key()],
                    body: [123, 125])))
        #expect(world.breaches == [])
    }

    @Test func aChangeWaitsUntilItIsRead() throws {
        var world = try world()
        let waiting = try world.post(event(.touched, at: 0), second: 1)
        #expect(waiting.state == .waiting && waiting.reason.hasPrefix(EventRecord.waitsForReading))
        #expect(world.shelf.awaited[waiting.id]?.deadline == .second(601))
        #expect(world.breaches == [])
        try read(0, &world, sent: 3)
        let record = try #require(world.shelf.events.first)
        #expect(record.state == .applied && record.quantity == 0 && record.item?.sku == "SKU-A" && record.place?.name == "Hamburg")
        #expect(world.kinds == [.outOfStock] && world.alert(record)?.subject.item.sku == "SKU-A")
        #expect(world.level(source: "web")?.asOf == .second(3))
        #expect(world.shelf.awaited.isEmpty && world.shelf.arrivals.count == 1)
    }

    @Test func whatComesAfterTheQuestionWaitsForTheNext() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        try world.post(event(.touched), second: 3)
        try read(9, &world, sent: 3)
        #expect(world.shelf.events.map(\.state) == [.applied, .waiting])
        try read(0, &world, sent: 5)
        #expect(world.shelf.events.map(\.state) == [.applied, .applied])
        #expect(world.kinds == [.outOfStock])
    }

    @Test func manyEventsOfOneItemAreAnsweredByOneReading() throws {
        var world = try world()
        for second in 1...4 { try world.post(event(.touched), second: TimeInterval(second)) }
        try read(0, &world, sent: 5)
        #expect(world.shelf.events.allSatisfy { $0.state == .applied })
        #expect(world.shelf.events.compactMap(\.alert).count == 1 && world.shelf.events.last?.alert != nil)
    }

    @Test func aReadingOlderThanWhatIsKnownChangesNothing() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        var later = said(20, at: 0)
        later.kind = .level
        later.occurredAt = .second(4)
        try world.post(later, second: 5)
        try read(0, &world, sent: 3)
        #expect(world.shelf.events.map(\.state) == [.stale, .applied])
        #expect(world.level(source: "web")?.quantity == 20 && world.kinds.isEmpty)
    }

    @Test func aNumberThatIsTheOldOneIsReadOnceMore() throws {
        var world = try world(.quiet)
        try world.post(event(.touched), second: 1)
        try read(9, &world, sent: 3)
        let record = try world.post(event(.touched, at: 4), second: 5)
        try read(9, &world, sent: 6)
        #expect(world.shelf.events.last?.state == .waiting)
        #expect(world.shelf.awaited[record.id]?.askAt == .second(9.5))
        try read(0, &world, sent: 10)
        #expect(world.shelf.events.last?.state == .applied && world.kinds == [.outOfStock])
        // What is unchanged the second time is so.
        try world.post(event(.touched, at: 11), second: 12)
        try read(0, &world, sent: 13)
        try read(0, &world, sent: 17)
        #expect(world.shelf.awaited.isEmpty && world.kinds == [.outOfStock])
    }

    // MARK: - Declarations

    @Test func declaredOutIsToldAtOnceAndItsNumberIsNoSecondAlert() throws {
        var world = try world()
        let record = try world.post(event(.declaredOut, at: 0), second: 1)
        #expect(world.kinds == [.outOfStock] && record.state == .applied)
        #expect(world.shelf.awaited[record.id]?.isWaiting == false && world.shelf.awaited[record.id]?.deadline == nil)
        try read(0, &world, sent: 3)
        #expect(world.kinds == [.outOfStock] && world.level(source: "web")?.quantity == 0)
        #expect(world.shelf.awaited.isEmpty)
        // Its number has a record and a body of its own.
        #expect(world.shelf.events.map(\.type) == ["declaredOut", "reading"] && world.shelf.arrivals.last?.arrival.body == [123, 125])
    }

    @Test func aDeclaredLowIsJudgedByItsNumberAndOurThreshold() throws {
        var world = try world()
        try world.post(event(.declaredLow, at: 0), second: 1)
        #expect(world.kinds.isEmpty && world.shelf.events[0].state == .waiting)
        try read(8, &world, sent: 3, warning: 10)
        #expect(world.kinds.isEmpty && world.level(source: "web")?.condition == .ok)
        try world.post(event(.declaredLow, at: 10), second: 11)
        try read(4, &world, sent: 13, warning: 10)
        #expect(world.kinds == [.lowStock])
    }

    /// It was declared: that is a change, even if nothing was known of the item.
    @Test func aDeclaredLowIsNoFirstSight() throws {
        var world = try world(.summary)
        try world.post(event(.declaredLow, at: 0), second: 1)
        try read(4, &world, sent: 3, warning: 10)
        #expect(world.kinds == [.lowStock] && !world.shelf.deliveries.values.contains { $0.state == .gathering })
    }

    @Test func aDeclaredLowIsToldAtItsDeadline() throws {
        var world = try world()
        try world.post(event(.declaredLow, at: 0), second: 1)
        world.now = .second(60)
        try world.apply(.due)
        #expect(world.kinds.isEmpty)
        world.now = .second(61)
        try world.apply(.due)
        #expect(world.kinds == [.lowStock] && world.shelf.events[0].state == .applied && world.breaches == [])
        #expect(world.shelf.awaited.count == 1)
        try read(4, &world, sent: 70)
        #expect(world.kinds == [.lowStock] && world.shelf.awaited.isEmpty && world.level(source: "web")?.quantity == 4)
    }

    @Test func aNumberThatContradictsWhatWasToldIsReadAgainAndThenWins() throws {
        var world = try world()
        world.slots = ["chat": 5, "mail": 5, "hook": 5]
        let declared = try world.post(event(.declaredOut, at: 0), second: 1)
        let told = world.shelf.queue
        #expect(told.map(\.address.channel).sorted() == ["chat", "mail"])
        try read(12, &world, sent: 3)
        #expect(world.kinds == [.outOfStock] && world.level(source: "web")?.condition == .out)
        #expect(world.shelf.awaited[declared.id]?.isDoubted == true)
        for delivery in told { try world.report(delivery, .fine) }
        try read(12, &world, sent: 7)
        #expect(world.kinds == [.outOfStock, .notConfirmed] && world.level(source: "web")?.condition == .ok)
        #expect(world.shelf.incidents.values.map(\.closed) == [.notConfirmed])
        // Those who heard that it is out hear it, and not those who wait for restocks.
        let new = world.shelf.queue.filter { $0.letter == .over }
        #expect(new.map(\.address.channel).sorted() == ["chat", "mail"])
    }

    @Test func whoWasNotToldNeedNotHearThatItIsNotSo() throws {
        var world = try world()
        try world.post(event(.declaredOut, at: 0), second: 1)
        try read(12, &world, sent: 3)
        try read(12, &world, sent: 7)
        #expect(world.kinds == [.outOfStock, .notConfirmed])
        #expect(world.shelf.open.isEmpty && world.shelf.queue.allSatisfy { $0.state == .suppressed && $0.letter == .outOfStock })
    }

    @Test func notOutButLowIsTakenBackAndTold() throws {
        var world = try world()
        world.slots = ["mail": 5, "chat": 5]
        try world.post(event(.declaredOut, at: 0), second: 1)
        try read(3, &world, sent: 3)
        try read(3, &world, sent: 7)
        #expect(world.kinds == [.outOfStock, .notConfirmed, .lowStock])
        #expect(world.shelf.incidents.values.filter(\.isOpen).map(\.told) == [.low])
    }

    @Test func aSecondNumberThatConfirmsIsNoAlert() throws {
        var world = try world()
        try world.post(event(.declaredOut, at: 0), second: 1)
        try read(12, &world, sent: 3)
        try read(0, &world, sent: 7)
        #expect(world.kinds == [.outOfStock] && world.shelf.awaited.isEmpty)
    }

    @Test func longAfterTheDeclarationANumberIsARestock() throws {
        var world = try world()
        try world.post(event(.declaredOut, at: 0), second: 1)
        try world.post(event(.touched, at: 3600), second: 3601)
        try read(12, &world, sent: 3603)
        #expect(world.kinds == [.outOfStock, .backInStock])
    }

    /// The platform's own word: not for sale, whatever the number.
    @Test func whatIsNotForSaleIsOut() throws {
        var world = try world(.quiet)
        try world.post(event(.touched), second: 1)
        try read(12, &world, sent: 3)
        for second in [10.0, 1000] {
            try world.post(event(.touched, at: second), second: second + 1)
            try read(nil, &world, sent: second + 3)
            #expect(world.level(source: "web")?.condition == .out && world.kinds == [.outOfStock])
        }
        try world.post(event(.touched, at: 1010), second: 1011)
        try read(12, &world, sent: 1013)
        #expect(world.kinds == [.outOfStock, .backInStock])
    }

    // MARK: - No answer

    @Test func aChangeThatIsNeverReadIsATroubleAndWaitsOn() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        try world.post(event(.touched, "B"), second: 2)
        world.now = .second(700)
        try world.apply(.due)
        #expect(world.kinds == [.trouble] && world.shelf.events.allSatisfy { $0.state == .waiting } && world.breaches == [])
        #expect(world.shelf.alerts.values.first?.trouble?.text.hasPrefix("2 events say") == true)
        try world.apply(.due)
        #expect(world.kinds == [.trouble])
        try read(0, &world, sent: 800)
        #expect(world.shelf.events[0].state == .applied && world.shelf.incidents.values.filter { $0.trouble != nil }.allSatisfy { !$0.isOpen })
    }

    @Test func withoutATokenThereIsOneTroubleForTheSource() throws {
        var world = try world(hasToken: false)
        for second in 1...3 {
            let record = try world.post(event(.touched), second: TimeInterval(second))
            #expect(record.state == .waiting && record.reason == "says only that something changed")
        }
        #expect(world.kinds == [.trouble] && world.shelf.awaited.isEmpty)
        try world.post(event(.declaredLow, "B", at: 4), second: 5)
        #expect(world.kinds == [.trouble, .lowStock])
        for hasToken in [true, false] {
            var caught = try self.world(hasToken: hasToken, isCutOff: true)
            let record = try caught.post(event(.touched), second: 1)
            #expect(caught.kinds.isEmpty && caught.breaches == [] && record.reason.contains("not asked") == hasToken)
        }
    }

    @Test func whatTheShopTookItsTokenFromIsNotAskedForAnyMore() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        var without = try self.world(hasToken: false)
        without.shelf = world.shelf
        without.now = .second(700)
        try without.apply(.due)
        #expect(without.shelf.awaited.isEmpty && without.breaches == [] && without.kinds.isEmpty)
    }

    // MARK: - Everything compared

    private func sweep(
        _ quantity: Decimal?, _ world: inout World, sent second: TimeInterval, _ purpose: StockReading.Purpose = .sweep, item: String = "A"
    ) throws -> Int {
        world.now = .second(second + 0.5)
        let statement = said(quantity, item, at: second)
        let reading = StockReading(source: "web", sentAt: .second(second), statements: [statement], asked: [], purpose: purpose)
        let missed = try world.apply(.reading(reading)).missed["web"] ?? 0
        #expect(world.breaches == [])
        return missed
    }

    @Test func whatWasMissedIsFoundCountedAndTold() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        try read(9, &world, sent: 3)
        #expect(try sweep(9, &world, sent: 100) == 0 && world.shelf.events.count == 1)
        #expect(try sweep(0, &world, sent: 200) == 1)
        #expect(world.kinds == [.outOfStock] && world.level(source: "web")?.quantity == 0)
        let record = try #require(world.shelf.events.last)
        #expect(record.type == "reconciled" && record.reason == "no event told it; edge: out-of-stock" && record.alert != nil)
    }

    @Test func whatIsNewerOrAskedForAnywayIsLeftAlone() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        try read(9, &world, sent: 300)
        #expect(try sweep(0, &world, sent: 299) == 0)
        try world.post(event(.touched, at: 400), second: 401)
        #expect(try sweep(0, &world, sent: 402) == 0)
        try world.post(event(.declaredOut, "B", at: 500), second: 501)
        #expect(try sweep(12, &world, sent: 502, item: "B") == 0)
        #expect(world.kinds == [.outOfStock] && world.level(source: "web")?.quantity == 9)
    }

    @Test(arguments: [StockReading.Purpose.sweep, .learn])
    func whatNoEventHasToldYetIsLearnedWithoutAWord(_ purpose: StockReading.Purpose) throws {
        var world = try world()
        #expect(try sweep(0, &world, sent: 100, purpose) == 0)
        #expect(world.kinds.isEmpty && world.level(source: "web")?.condition == .out && world.shelf.events.isEmpty)
        try world.post(event(.touched, at: 200), second: 201)
        try read(12, &world, sent: 203)
        #expect(world.kinds == [.backInStock])
        #expect(try sweep(0, &world, sent: 300, .learn) == 0 && world.level(source: "web")?.quantity == 12)
    }

    // MARK: - Not there

    @Test func anItemThatThePlatformDoesNotKnowIsSaidSo() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        world.now = .second(4)
        try world.apply(.reading(StockReading(source: "web", sentAt: .second(3), statements: [], asked: [key()])))
        #expect(world.shelf.events[0].state == .ignored && world.shelf.awaited.isEmpty && world.breaches == [])
    }

    @Test func aRecordThatIsGoneTwiceIsRemoved() throws {
        var world = try world()
        try world.post(event(.touched), second: 1)
        try read(0, &world, sent: 3)
        try world.post(event(.touched, at: 4), second: 5)
        for (second, isOpen) in [(6.0, true), (10, false)] {
            world.now = .second(second + 0.5)
            try world.apply(.reading(StockReading(source: "web", sentAt: .second(second), statements: [], asked: [key()])))
            #expect(world.shelf.incidents.values.contains(where: \.isOpen) == isOpen && world.breaches == [])
        }
        #expect(world.level(source: "web")?.condition == .unknown && world.kinds == [.outOfStock])
    }

    @Test func anEventWithoutAPlaceIsAnsweredByAllPlaces() throws {
        var world = try world()
        try world.post(event(.touched, place: nil), second: 1)
        world.now = .second(4)
        let statements = [said(0, at: 3), said(9, place: "2", at: 3)]
        try world.apply(.reading(StockReading(source: "web", sentAt: .second(3), statements: statements, asked: [key(place: nil)])))
        #expect(world.shelf.events[0].state == .applied && world.kinds == [.outOfStock] && world.breaches == [])
        #expect(world.level(source: "web")?.quantity == 0 && world.level(source: "web", place: "2")?.quantity == 9)
        #expect(world.shelf.awaited.isEmpty)
    }

    @Test func thePlatformsOwnWarningLevelMayBeTheThreshold() throws {
        let thresholds = Thresholds([
            Thresholds.Line(takesPlatformsLow: true, origin: "thresholds[0], line 3"), Thresholds.Line(low: 2, origin: "thresholds[1], line 4"),
        ])
        var subject = said(4, warning: 10, at: 0).subject
        #expect(thresholds.decide(subject).low == 10 && thresholds.decide(subject).lowFrom == "thresholds[0], line 3: the platform's own")
        for none in [nil, 0] as [Decimal?] {
            subject.facts.warningLevel = none
            #expect(thresholds.decide(subject).low == 2)
        }
    }
}
