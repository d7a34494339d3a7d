import FoundationEssentials
import StockbellCore
import Testing

@Suite struct StormTests {
    /// Rules with limits of their own are given by what they send to.
    private static func world(_ departments: [Department]? = nil, _ limit: Limit.Choice = .usual) throws -> World {
        let usual = [Department.wanting("purchasing", "mail:buyers@example.com", limit: limit)]
        return World(try .fixture(departments: departments ?? usual))
    }

    private static func three(per: Duration = .seconds(600)) -> Limit.Choice { .own(Limit(max: 3, per: per)) }

    private func storms(_ world: World) -> [Delivery] { world.shelf.queue.filter { $0.letter == .storm } }
    private func singles(_ world: World) -> [Delivery] { world.shelf.queue.filter { $0.letter != .storm && !$0.alerts.isEmpty } }

    /// A recount sets 200 items to zero in a minute.
    @Test(arguments: [("mail:buyers@example.com", 30), ("chat", 20), ("sms:+4915112345678", 5), ("hook", 200)])
    func aRecountIsTheLimitsMessagesAndOneSummaryThatNamesAll(_ address: String, _ limit: Int) throws {
        var world = try Self.world([.wanting("purchasing", address)])
        let channel = Address(text: address).channel
        var told: Set<String> = []
        var sent = 0
        for number in 0..<200 {
            let record = try world.post(stockEvent(.level, "I\(number)", 0, previous: 4), second: TimeInterval(number) * 0.3)
            #expect(record.alert != nil)
            for claimed in try world.claim(channel, 3) {
                #expect(claimed.alerts.count == 1)
                told.formUnion(claimed.alerts.map(\.subject.item.id))
                sent += 1
                try world.report(claimed.delivery, .fine)
            }
        }
        #expect(sent == limit)
        #expect(storms(world).map(\.alerts.count) == (limit < 200 ? [200 - limit] : []))
        world.now = .second(119)
        try world.apply(.due)
        #expect(storms(world).allSatisfy { $0.state == .gathering })
        world.now = .second(120)
        try world.apply(.due)
        for claimed in try world.claim(channel) {
            #expect(claimed.delivery.letter == .storm)
            #expect(Set((claimed.alerts + claimed.told).map(\.subject.item.id)).count == 200 && claimed.told.count == limit)
            told.formUnion(claimed.alerts.map(\.subject.item.id))
        }
        #expect(told.count == 200)
        #expect(world.shelf.suppressions.isEmpty)
        #expect(world.breaches == [])
    }

    @Test func whatOfTheStretchWaitsUntriedJoinsTheSummary() throws {
        var world = try Self.world()
        world.slots = ["mail": 4]
        try world.apply((0..<200).map { world.arrival(stockEvent(.level, "I\($0)", 0, previous: 4)) })
        #expect(singles(world).map(\.state) == Array(repeating: .sending, count: 4))
        let storm = try #require(storms(world).first)
        #expect(storm.alerts.count == 196 && Set(storm.alerts).count == 196)
        #expect(storm.reason == "more than 30 messages in 10 min: it gathers what follows")
        let joined = world.shelf.queue.filter { $0.state == .suppressed }
        #expect(joined.count == 26 && joined.allSatisfy { $0.alerts.isEmpty && $0.reason == "more than 30 messages in 10 min: a summary tells it" })
        #expect(world.breaches == [])
    }

    @Test func aBatchGivesWhatItsInputsGiveOneByOne() throws {
        var (one, all) = (try Self.world(nil, Self.three()), try Self.world(nil, Self.three()))
        let inputs = (0..<20).map { one.arrival(stockEvent(.level, "I\($0 % 7)", $0 % 3 == 0 ? 9 : 0, previous: 1)) }
        all.ids = one.ids
        for input in inputs { try one.apply(input) }
        try all.apply(inputs)
        #expect(one.shelf == all.shelf)
        #expect(!storms(one).isEmpty)
    }

    @Test func theSummaryClosesAfterAQuietMinuteOrAfterFive() throws {
        var world = try Self.world(nil, Self.three())
        for second in stride(from: 0, through: 420, by: 30) {
            try world.post(stockEvent(.level, "I\(second)", 0, previous: 4), second: TimeInterval(second))
            if second < 90 { try world.report(#require(try world.claim("mail").first).delivery, .fine) }
            try world.apply(.due)
        }
        // It began at 90 s and took what came until 390 s; what follows joins a new one.
        #expect(storms(world).map(\.state) == [.pending, .gathering])
        #expect(storms(world).map { $0.dueAt.timeIntervalSince(.start) } == [390, 480])
        #expect(storms(world).map(\.alerts.count) == [11, 1])
    }

    @Test func afterTheStretchMessagesGoSinglyAgain() throws {
        var world = try Self.world(nil, Self.three(per: .seconds(60)))
        for number in 0..<4 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 4), second: TimeInterval(number)) }
        for claimed in try world.claim("mail") { try world.report(claimed.delivery, .fine) }
        #expect(storms(world).map(\.alerts.count) == [4])
        world.now = .second(70)
        try world.apply(.due)
        try world.post(stockEvent(.level, "Z", 0, previous: 4), second: 71)
        #expect(world.shelf.latest(1).map(\.letter) == [.outOfStock])
    }

    @Test func whatWasSentCountsUntilItIsTooOld() throws {
        var world = try Self.world(nil, Self.three())
        for number in 0..<3 {
            try world.post(stockEvent(.level, "I\(number)", 0, previous: 4), second: TimeInterval(number) * 100)
            for claimed in try world.claim("mail") { try world.report(claimed.delivery, .fine) }
        }
        try world.post(stockEvent(.level, "A", 0, previous: 4), second: 599)
        #expect(storms(world).map(\.alerts.count) == [1])
        world.now = .second(659)
        try world.apply(.due)
        // Those of the seconds 0 to 60 count no more.
        try world.post(stockEvent(.level, "B", 0, previous: 4), second: 660)
        #expect(world.shelf.latest(1).map(\.letter) == [.outOfStock])
    }

    @Test func departmentsAddressesAndTestsCountApart() throws {
        var world = try Self.world([
            .wanting("purchasing", "mail:a@example.com", "mail:b@example.com", limit: Self.three()),
            .wanting("sales", "mail:a@example.com", limit: Self.three()),
        ])
        for number in 0..<3 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 4, isTest: true), second: TimeInterval(number)) }
        for number in 0..<3 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 4), second: TimeInterval(number)) }
        #expect(storms(world).isEmpty)
        #expect(singles(world).count == 18)
        try world.post(stockEvent(.level, "X", 0, previous: 4, isTest: true), second: 4)
        #expect(storms(world).map(\.tally) == [.test, .test, .test])
        #expect(world.shelf.queue.filter { $0.state == .suppressed }.allSatisfy { $0.tally == .test })
        #expect(world.breaches == [])
    }

    @Test func troubleIsNeverHeldUpAndNeverCounts() throws {
        var world = World(try .fixture(departments: [], otherwise: nil, operators: [Address(text: "sms:+4915112345678")]))
        for number in 0..<20 { try world.apply(.trouble(Trouble(key: "template:\(number)", title: "t", text: "t", fix: "f"))) }
        #expect(world.shelf.queue.count == 20 && world.shelf.queue.allSatisfy { $0.letter == .trouble && $0.tally == nil })
    }

    @Test func noLimitIsNoLimit() throws {
        var world = try Self.world(nil, .off)
        for number in 0..<100 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 4)) }
        #expect(singles(world).count == 100 && storms(world).isEmpty)
        #expect(singles(world).allSatisfy { $0.tally == nil })
    }

    @Test func whatNobodyWantsHasALimitToo() throws {
        var world = World(try .fixture(departments: [], otherwise: Address(text: "mail:ops@example.com")))
        for number in 0..<31 { try world.post(stockEvent(.level, "I\(number)", 0, previous: 4)) }
        #expect(storms(world).map(\.alerts.count) == [31])
    }

    // MARK: What changes meanwhile

    @Test func whatIsOverIsTakenOutOfTheSummary() throws {
        var world = try Self.world([.wanting("purchasing", "mail:buyers@example.com", on: [.outOfStock], limit: Self.three())])
        for item in ["A", "B", "C", "D", "E"] { try world.post(stockEvent(.level, item, 0, previous: 4)) }
        #expect(storms(world).map(\.alerts.count) == [5])
        let back = try world.post(stockEvent(.level, "D", 9), second: 5)
        #expect(back.reason == "edge: back-in-stock")
        #expect(storms(world).map(\.alerts.count) == [4])
        #expect(world.shelf.suppressions.contains { $0.reason == .over && world.shelf.alerts[$0.alert]?.subject.item.id == "D" })
        // Released and not yet written, it can still be set right.
        world.now = .second(60)
        try world.apply(.due)
        #expect(storms(world).map(\.state) == [.pending])
        try world.post(stockEvent(.level, "E", 9), second: 61)
        #expect(storms(world).map(\.alerts.count) == [3])
        #expect(try world.claim("mail").map(\.alerts.count) == [3])
        // What is written stays.
        try world.post(stockEvent(.level, "A", 9), second: 62)
        #expect(storms(world).map(\.alerts.count) == [3])
        #expect(world.breaches == [])
    }

    /// The second time out is of another incident than the good news before it.
    @Test func goodNewsThatIsOverIsTakenOutToo() throws {
        var world = try Self.world(nil, Self.three())
        for item in ["A", "B", "C", "D"] { try world.post(stockEvent(.level, item, 0, previous: 4)) }
        try world.post(stockEvent(.level, "D", 9), second: 1)
        try world.post(stockEvent(.level, "D", 0), second: 2)
        let told = try #require(storms(world).first).alerts.compactMap { world.shelf.alerts[$0] }.filter { $0.subject.item.id == "D" }
        #expect(told.map(\.kind) == [.outOfStock])
        #expect(told.first?.incident == world.shelf.incidents.values.first { $0.isOpen && $0.level?.item == "D" }?.id)
        #expect(world.breaches == [])
    }

    @Test func behindAMessageOfItsLaneAnAlertGoesSingly() throws {
        var world = try Self.world(nil, Self.three())
        try world.post(stockEvent(.level, "A", 0, previous: 4))
        let first = try #require(try world.claim("mail").first)
        for item in ["B", "C", "D"] { try world.post(stockEvent(.level, item, 0, previous: 4), second: 1) }
        #expect(storms(world).map(\.alerts.count) == [3])
        // The news of A is under way; a summary might overtake it.
        try world.post(stockEvent(.level, "A", 9), second: 2)
        #expect(world.shelf.latest(1).map(\.letter) == [.backInStock])
        #expect(try world.claim("mail").isEmpty)
        try world.report(first.delivery, .fine)
        #expect(try world.claim("mail").map(\.delivery.letter) == [.backInStock])
        // Now nothing is before it.
        try world.report(world.shelf.latest(1)[0], .fine)
        try world.post(stockEvent(.level, "A", 0), second: 3)
        #expect(storms(world).map(\.alerts.count) == [4])
    }

    /// The message before it may be of another incident.
    @Test func whatWaitsBehindAnotherInItsLaneDoesNotJoin() throws {
        var world = try Self.world(nil, Self.three())
        try world.post(stockEvent(.level, "A", 9, previous: 0))
        try world.report(#require(try world.claim("mail").first).delivery, .again)
        try world.post(stockEvent(.level, "A", 3), second: 1)
        try world.post(stockEvent(.level, "A", 9), second: 2)
        let refilled = try #require(world.shelf.latest(1).first)
        try world.post(stockEvent(.level, "B", 0, previous: 4), second: 3)
        try world.apply(world.arrival(stockEvent(.level, "A", 8), stockEvent(.level, "C", 0, previous: 4), stockEvent(.level, "D", 0, previous: 4)))
        #expect(world.shelf.deliveries[refilled.id]?.state == .pending)
        #expect(storms(world).count == 1)
        #expect(world.breaches == [])
    }

    @Test func whatMayHaveArrivedStaysAMessageOfItsOwn() throws {
        var world = try Self.world(nil, Self.three())
        try world.post(stockEvent(.level, "A", 0, previous: 4))
        let first = try #require(try world.claim("mail").first)
        try world.report(first.delivery, .unsure)
        for item in ["B", "C", "D"] { try world.post(stockEvent(.level, item, 0, previous: 4), second: 1) }
        #expect(world.shelf.deliveries[first.delivery.id]?.state == .pending)
        #expect(storms(world).map(\.alerts.count) == [3])
        try world.post(stockEvent(.level, "A", 9), second: 2)
        #expect(world.breaches == [])
    }

    @Test func whatASummaryTookOverIsNotTriedAgainByHand() throws {
        var world = try Self.world(nil, Self.three())
        for item in ["A", "B", "C", "D"] { try world.post(stockEvent(.level, item, 0, previous: 4)) }
        let handled = try world.apply(.retry(DeliverySelection(states: [.suppressed]))).handled
        #expect(handled.count == 3 && handled.allSatisfy { $0.leftBecause == "a summary tells what it carried" })
    }

    @Test func whatASourceSeesFirstNeitherCountsNorJoins() throws {
        var world = World(
            try .fixture(
                sources: [SourceSettings(name: "tills", platform: .enad, firstSight: .summary)],
                departments: [.wanting("purchasing", "chat", limit: Self.three())]))
        for number in 0..<10 { try world.post(stockEvent(.level, "I\(number)", 0)) }
        #expect(world.shelf.queue.map(\.letter) == [.summary])
        for item in ["A", "B", "C"] { try world.post(stockEvent(.level, item, 0, previous: 4)) }
        #expect(storms(world).isEmpty)
    }
}
