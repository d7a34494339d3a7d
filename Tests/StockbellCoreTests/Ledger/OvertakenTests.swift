import FoundationEssentials
import StockbellCore
import Testing

/// What is no longer true when its turn comes is not sent.
@Suite struct OvertakenTests {
    /// Posts numbers one after another and gives the deliveries' letters and states.
    private static func run(_ quantities: [Decimal], _ world: inout World) throws -> [String] {
        for (index, quantity) in quantities.enumerated() { try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(index)) }
        return letters(world)
    }

    private static func letters(_ world: World) -> [String] { world.shelf.queue.map { "\($0.letter.rawValue) \($0.state.rawValue)" } }

    @Test(
        arguments: [
            ([20, 3], ["low-stock pending"]), ([20, 3, 0], ["low-stock suppressed", "out-of-stock pending"]),
            ([20, 0, 3], ["out-of-stock suppressed", "back-in-stock pending"]), ([20, 3, 9], ["low-stock suppressed", "refilled pending"]),
            ([20, 0, 3, 9], ["out-of-stock suppressed", "back-in-stock pending", "refilled pending"]),
            ([20, 0, 3, 0], ["out-of-stock suppressed", "back-in-stock suppressed", "out-of-stock pending"]),
            // The incident closed in between; its good news is no longer true all the same.
            ([20, 0, 9, 0], ["out-of-stock suppressed", "back-in-stock suppressed", "out-of-stock pending"]),
            ([20, 3, 9, 3], ["low-stock suppressed", "refilled suppressed", "low-stock pending"]),
            ([20, 0, 9, 3], ["out-of-stock suppressed", "back-in-stock pending", "low-stock pending"]),
        ] as [([Decimal], [String])])
    func unsentDeliveriesThatAreOverAreSuppressed(_ quantities: [Decimal], _ letters: [String]) throws {
        var world = World(try .fixture())
        #expect(try Self.run(quantities, &world) == letters)
    }

    /// What was under way at the edge and failed is not tried again: the address would end with the old news.
    @Test func aRetryOfWhatIsOverIsNotMade() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 0), second: 0)
        let claimed = try #require(try world.claim("mail").first)
        try world.post(stockEvent(.level, "A", 20), second: 1)
        let attempt = Input.Attempt(delivery: claimed.delivery.id, number: 1, channel: "mail", level: claimed.level)
        try world.apply(.outcome(attempt, .again))
        #expect(Self.letters(world) == ["out-of-stock suppressed", "back-in-stock pending"])
        // Where it is still so, it is tried again.
        try world.post(stockEvent(.level, "B", 0), second: 2)
        let other = try #require(try world.claim("mail").last)
        try world.apply(.outcome(.init(delivery: other.delivery.id, number: 1, channel: "mail", level: other.level), .again))
        #expect(world.shelf.queue.last?.state == .pending)
    }

    @Test func aRemovedRecordTakesItsGoodNewsAlong() throws {
        var world = World(try .fixture())
        _ = try Self.run([0, 20], &world)
        try world.post(stockEvent(.removed, "A"), second: 3)
        #expect(Self.letters(world) == ["out-of-stock suppressed", "back-in-stock suppressed"])
    }

    @Test func theReasonIsKept() throws {
        var world = World(try .fixture())
        _ = try Self.run([20, 0, 9], &world)
        let over = world.shelf.queue[0]
        #expect(over.reason == "it was over before its turn came")
        #expect(over.finishedAt == .second(2))
        #expect(try world.claim("mail").map(\.delivery.letter) == [.backInStock])
    }

    @Test func ofOtherItemsPlacesAndKindsNothingIsTouched() throws {
        var world = World(try .fixture())
        for place in ["1", "2"] { try world.post(stockEvent(.level, "A", 0, place: place)) }
        try world.post(stockEvent(.level, "B", 0))
        try world.post(stockEvent(.level, "A", 0, isTest: true))
        try world.post(stockEvent(.level, "A", 9), second: 1)
        #expect(
            Self.letters(world) == [
                "out-of-stock suppressed", "out-of-stock pending", "out-of-stock pending", "out-of-stock pending", "back-in-stock pending",
            ])
    }

    /// A department that hears only stock-outs is not told of one that is over.
    @Test func everyAddressOfTheIncidentIsLookedAt() throws {
        var world = World(
            try .fixture(departments: [
                .wanting("purchasing", "mail:a@example.com", on: [.outOfStock]), .wanting("sales", "chat", on: AlertKind.restock),
            ]))
        #expect(try Self.run([20, 0, 9], &world) == ["out-of-stock suppressed", "back-in-stock pending"])
        let alert = try #require(world.shelf.alerts[world.shelf.queue[1].alerts[0]])
        #expect(alert.duration == 1, "the one who hears it learns how long it lasted")
    }

    @Test func whatIsUnderWayIsLeftAloneAndTheNextFollowsIt() throws {
        var world = World(try .fixture())
        _ = try Self.run([20, 0], &world)
        let first = try #require(try world.claim("mail").first)
        try world.post(stockEvent(.level, "A", 9), second: 2)
        #expect(Self.letters(world) == ["out-of-stock sending", "back-in-stock pending"])
        #expect(try world.claim("mail").isEmpty, "its lane is taken")
        // It failed and is no longer true: the next edge, or its turn, need not send it; the lane keeps its order.
        try world.report(first.delivery, .fine)
        #expect(try world.claim("mail").map(\.delivery.letter) == [.backInStock])
    }

    @Test func aRetryThatIsOverIsNotTriedAgain() throws {
        var world = World(try .fixture())
        _ = try Self.run([20, 0], &world)
        let first = try #require(try world.claim("mail").first)
        try world.report(first.delivery, .again)
        try world.post(stockEvent(.level, "A", 9), second: 5)
        #expect(Self.letters(world) == ["out-of-stock suppressed", "back-in-stock pending"])
    }

    /// F8: of a removed record nothing unsent goes out, good news neither.
    @Test(arguments: [[20, 0], [20, 3], [20, 0, 3]] as [[Decimal]])
    func aRemovalSuppressesAllOfItsIncident(_ quantities: [Decimal]) throws {
        var world = World(try .fixture())
        _ = try Self.run(quantities, &world)
        try world.post(stockEvent(.removed), second: 60)
        #expect(world.shelf.queue.allSatisfy { $0.state == .suppressed })
    }

    @Test func aRemovalLeavesWhatIsUnderWay() throws {
        var world = World(try .fixture())
        _ = try Self.run([20, 0], &world)
        _ = try world.claim("mail")
        try world.post(stockEvent(.removed), second: 60)
        #expect(world.shelf.queue.map(\.state) == [.sending])
    }

    /// What an address was not sent stands in what it hears instead.
    @Test(
        arguments: [
            ([20, 3, 0], Overtaken(kind: .lowStock, lasted: 60, isAll: true)), ([20, 0, 9], Overtaken(kind: .outOfStock, lasted: 60, isAll: true)),
            ([20, 3, 0, 9], Overtaken(kind: .outOfStock, lasted: 60, isAll: true)), ([20, 3], nil),
        ] as [([Decimal], Overtaken?)])
    func theNewMessageSaysWhatWasNotSent(_ quantities: [Decimal], _ overtaken: Overtaken?) throws {
        var world = World(
            try .fixture(departments: [.wanting("purchasing", "mail:a@example.com"), .wanting("sales", "chat", on: AlertKind.restock)]))
        for (index, quantity) in quantities.enumerated() { try world.post(stockEvent(.level, "A", quantity), second: TimeInterval(60 * index)) }
        let told = try world.claim("mail").map(\.delivery)
        #expect(told.map(\.overtaken) == [overtaken])
        #expect(try world.claim("chat").allSatisfy { $0.delivery.overtaken == nil }, "it was to hear nothing of that")
    }

    @Test func whatWasSentIsNotOvertaken() throws {
        var world = World(try .fixture())
        _ = try Self.run([20, 0], &world)
        for one in try world.claim("mail") { try world.report(one.delivery, .fine) }
        try world.post(stockEvent(.level, "A", 9), second: 60)
        #expect(try world.claim("mail").map(\.delivery.overtaken) == [nil])
    }
}
