import FoundationEssentials
import StockbellCore
import Testing

/// What far sides say of messages that they took.
@Suite struct FeedbackTests {
    private static let phone = "+4915112345671"

    private static func world(ifUnsure: ChannelSettings.IfUnsure? = nil, fallback: String? = "mail:buyers@example.com") throws -> World {
        var department = Department.wanting("purchasing", "sms:\(phone)")
        department.rules[0].fallback = fallback.map { [Address(text: $0)] } ?? []
        var settings = try Settings.fixture(departments: [department], operators: [Address(text: "chat")])
        var sms = ChannelSettings.sms(ifUnsure: ifUnsure)
        sms.feedback = FeedbackDoor(url: "https://stock.example.com/receipts/sms", key: Secret("k"))
        settings.channels = try [.mail(), .chat(), .hook(), sms]
        return World(settings)
    }

    /// A text that the gateway took, or did not answer.
    private static func sent(_ world: inout World, _ outcome: Outcome = .delivered(Receipt(providerID: "G1", answer: "202"))) throws -> Delivery {
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        let claimed = try #require(try world.claim("sms").first)
        try report(&world, claimed, outcome)
        return claimed.delivery
    }

    private static func report(_ world: inout World, _ claimed: Claimed, _ outcome: Outcome) throws {
        let attempt = Input.Attempt(
            delivery: claimed.delivery.id, number: claimed.delivery.attempt, channel: claimed.delivery.address.channel, level: claimed.level)
        try world.apply(.outcome(attempt, outcome))
    }

    private static func word(_ delivery: Delivery, _ fate: DeliveryReport.Fate, suppresses: SuppressedAddress.Cause? = nil) -> Input {
        .feedback(
            channel: "sms", [.report(DeliveryReport(.delivery(delivery.key), fate, detail: "status \(fate.rawValue)", suppresses: suppresses))])
    }

    private static func now(_ world: World, _ delivery: Delivery) throws -> Delivery { try #require(world.shelf.deliveries[delivery.id]) }

    @Test(arguments: [DeliveryReport.Subject.provider("G1"), nil])
    func aReportFindsItsMessageAndStandsBesideItsState(subject: DeliveryReport.Subject?) throws {
        var world = try Self.world()
        let delivery = try Self.sent(&world)
        world.now = .second(9)
        let report = DeliveryReport(subject ?? .delivery(delivery.key), .arrived, detail: "1, delivered")
        #expect(try world.apply(.feedback(channel: "sms", [.report(report)])).strays.isEmpty)
        let after = try Self.now(world, delivery)
        #expect(after.state == .delivered && after.reported == Reported(fate: .arrived, detail: "1, delivered", at: .second(9)))
        #expect(after.receipt?.answer == "202" && world.shelf.queue.count == 1 && world.breaches == [])
    }

    @Test func aReportOfNothingKnownFallsToTheGroundAndIsCounted() throws {
        var world = try Self.world()
        let delivery = try Self.sent(&world)
        let shelf = world.shelf
        let strange = [DeliveryReport.Subject.provider("G2"), .delivery(DeliveryKey(.init("01KE71DM00000000000000000B")))].map {
            Feedback.report(DeliveryReport($0, .failed, detail: "x", suppresses: .bounce))
        }
        #expect(try world.apply(.feedback(channel: "sms", strange)).strays == ["sms": 2])
        // Another channel's far side has no say in it.
        let foreign = Feedback.report(DeliveryReport(.delivery(delivery.key), .failed, detail: "x"))
        #expect(try world.apply(.feedback(channel: "mail", [foreign])).strays == ["mail": 1])
        #expect(world.shelf == shelf)
    }

    @Test func whatDidNotArriveIsToldElsewhereOnceAndTheOperatorHears() throws {
        var world = try Self.world()
        let delivery = try Self.sent(&world)
        for _ in 0..<3 { try world.apply(Self.word(delivery, .failed)) }
        let instead = world.shelf.queue.filter { $0.follows == delivery.id }
        #expect(instead.map(\.address.description) == ["mail:buyers@example.com"])
        let heard = world.shelf.queue.filter { $0.letter == .trouble }
        #expect(heard.map(\.address.description) == ["chat"])
        #expect(try Self.now(world, delivery).state == .delivered && world.breaches == [])
        // Then it arrives after all: that is so, and what was told stays told.
        try world.apply(Self.word(delivery, .arrived))
        try world.apply(Self.word(delivery, .failed))
        #expect(try Self.now(world, delivery).reported?.fate == .arrived)
        #expect(world.shelf.queue.filter { $0.follows == delivery.id }.count == 1)
        #expect(world.shelf.incidents.values.allSatisfy { $0.trouble == nil || !$0.isOpen })
    }

    @Test func reportsInAnyOrderEndAlike() throws {
        for order in [
            [DeliveryReport.Fate.underWay, .arrived], [.arrived, .underWay], [.failed, .underWay, .arrived], [.arrived, .failed, .failed],
        ] {
            var world = try Self.world()
            let delivery = try Self.sent(&world)
            for fate in order { try world.apply(Self.word(delivery, fate)) }
            #expect(try Self.now(world, delivery).reported?.fate == .arrived, "\(order)")
        }
    }

    @Test func whatIsOverMeanwhileIsNotToldElsewhere() throws {
        var world = try Self.world()
        let delivery = try Self.sent(&world)
        try world.post(stockEvent(.level, "A", 9), second: 10)
        try world.apply(Self.word(delivery, .failed))
        #expect(!world.shelf.queue.contains { $0.follows == delivery.id } && world.breaches == [])
    }

    /// Whether it is on its way only: it was told elsewhere, and would be again if it failed.
    @Test func whatNobodyKnewOfIsDeliveredOnceItIsKnown() throws {
        var world = try Self.world(fallback: nil)
        let delivery = try Self.sent(&world, .unsure)
        #expect(try Self.now(world, delivery).state == .unknown)
        try world.apply(Self.word(delivery, .underWay))
        #expect(try Self.now(world, delivery).state == .unknown)
        try world.apply(Self.word(delivery, .arrived))
        let after = try Self.now(world, delivery)
        #expect(after.state == .delivered && after.receipt != nil && after.reason == nil && world.breaches == [])
    }

    @Test func whatArrivedIsNotRepeated() throws {
        var world = try Self.world(ifUnsure: .repeat, fallback: nil)
        let delivery = try Self.sent(&world, .unsure)
        #expect(try Self.now(world, delivery).state == .pending)
        try world.apply(Self.word(delivery, .arrived))
        world.now = .second(3600)
        #expect(try world.claim("sms").isEmpty)
        #expect(try Self.now(world, delivery).state == .delivered && world.breaches == [])
    }

    @Test func whatBecameOfAnEarlierRoundSaysNothingOfTheNext() throws {
        var world = try Self.world()
        let delivery = try Self.sent(&world)
        try world.apply(Self.word(delivery, .failed))
        let everything = DeliverySelection(states: [.delivered])
        #expect(try world.apply(.retry(everything)).handled.first?.leftBecause == nil)
        let report = DeliveryReport(.provider("G1"), .arrived, detail: "late")
        for late in [Self.word(delivery, .arrived), Self.word(delivery, .failed), .feedback(channel: "sms", [.report(report)])] {
            try world.apply(late)
            #expect(try Self.now(world, delivery).reported == nil)
        }
        let again = try Self.now(world, delivery)
        #expect(again.state == .pending && again.key.description == "\(delivery.id)-1")
        let claimed = try #require(try world.claim("sms").first { $0.delivery.id == delivery.id })
        try Self.report(&world, claimed, .delivered(Receipt(providerID: "G2", answer: "202")))
        try world.apply(Self.word(delivery, .failed))
        try world.apply(Self.word(claimed.delivery, .arrived))
        let after = try Self.now(world, delivery)
        #expect(after.reported?.fate == .arrived && world.breaches == [])
    }

    @Test func aReportMayComeBeforeTheAnswer() throws {
        for fate in [DeliveryReport.Fate.arrived, .failed] {
            var world = try Self.world()
            try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
            let claimed = try #require(try world.claim("sms").first)
            try world.apply(Self.word(claimed.delivery, fate))
            #expect(try Self.now(world, claimed.delivery).state == .sending && world.breaches == [])
            try Self.report(&world, claimed, fate == .arrived ? .unsure : .fine)
            #expect(try Self.now(world, claimed.delivery).state == .delivered)
            #expect(world.shelf.queue.filter { $0.follows == claimed.delivery.id }.count == (fate == .failed ? 1 : 0))
            #expect(world.breaches == [])
        }
    }

    @Test func anAnswerAndItsReportInOneBatchAreOneAfterTheOther() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        let claimed = try #require(try world.claim("sms").first)
        let attempt = Input.Attempt(delivery: claimed.delivery.id, number: 1, channel: "sms", level: claimed.level)
        let report = Feedback.report(DeliveryReport(.provider("G7"), .failed, detail: "x"))
        let result = try world.apply(
            .outcome(attempt, .delivered(Receipt(providerID: "G7", answer: "202"))), .feedback(channel: "sms", [report]))
        #expect(result.strays.isEmpty)
        #expect(world.shelf.queue.contains { $0.follows == claimed.delivery.id })
    }

    @Test func somebodyMaySendWhatDidNotArriveAgain() throws {
        var world = try Self.world(fallback: nil)
        let delivery = try Self.sent(&world)
        let selection = DeliverySelection(ids: [delivery.id], states: [.delivered])
        #expect(try world.apply(.retry(selection)).handled.first?.leftBecause == "it was delivered")
        try world.apply(Self.word(delivery, .failed))
        #expect(try world.apply(.retry(selection)).handled.first?.leftBecause == nil)
        let again = try #require(try world.claim("sms").first)
        try Self.report(&world, again, .delivered(Receipt(providerID: "G2", answer: "202")))
        let after = try Self.now(world, delivery)
        #expect(after.state == .delivered && after.round == 1 && after.reported == nil && world.breaches == [])
    }
}
