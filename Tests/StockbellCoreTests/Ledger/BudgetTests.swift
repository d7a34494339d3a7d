import FoundationEssentials
import StockbellCore
import Testing

/// How many text segments a day may take; the world begins at 08:00 UTC.
@Suite struct BudgetTests {
    private static let hour: TimeInterval = 3600

    private static func world(channel: Int? = nil, department: Int? = nil, zone: String = "UTC") throws -> World {
        var purchasing = Department.wanting("purchasing", "sms:+4915112345671", limit: .off)
        purchasing.rules[0].fallback = [Address(text: "mail:buyers@example.com")]
        purchasing.segmentsPerDay = department
        purchasing.timeZone = zone
        var settings = try Settings.fixture(departments: [purchasing], operators: [Address(text: "sms:+4915112345679"), Address(text: "chat")])
        settings.channels = try [.mail(), .chat(), .hook(), .sms()]
        settings.channels[3].text.segmentsPerDay = channel
        return World(settings)
    }

    private static func post(_ world: inout World, _ item: Int, at seconds: TimeInterval) throws {
        try world.post(stockEvent(.level, "I\(item)", 0, previous: 9), second: seconds)
    }

    /// Sends all that the channel has.
    private static func send(_ world: inout World, segments: Int) throws -> Int {
        let claimed = try world.claim("sms")
        for one in claimed { try world.report(one.delivery, .delivered(Receipt(answer: "202", segments: segments))) }
        return claimed.count { $0.delivery.department == "purchasing" }
    }

    @Test func whatIsBeyondTheBudgetIsNotSentAndToldElsewhere() throws {
        var world = try Self.world(channel: 10)
        for item in 0..<6 {
            try Self.post(&world, item, at: TimeInterval(item))
            let isSent = try Self.send(&world, segments: 2) == 1
            // The one that could take three of the last two is left.
            #expect(isSent == (item < 4), "\(item)")
        }
        let unsent = world.shelf.queue.filter { $0.state == .suppressed }
        #expect(unsent.map(\.reason) == [Suppression.Reason.budget.sentence, Suppression.Reason.budget.sentence])
        #expect(world.shelf.queue.filter { $0.follows != nil }.map(\.address.description) == ["mail:buyers@example.com", "mail:buyers@example.com"])
        // Once, and by another channel.
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.map(\.address.description) == ["chat"])
        #expect(world.breaches == [])
    }

    @Test func whatIsUnderWayCountsAsMuchAsItMayTake() throws {
        var world = try Self.world(channel: 10)
        for item in 0..<5 { try Self.post(&world, item, at: 0) }
        #expect(try world.claim("sms").count == 3)
        #expect(try world.claim("sms").isEmpty)
    }

    /// It may take less than it might: those behind it wait for that, and are not given up.
    @Test func whatIsUnderWayTakesNothingFromTheOthersForGood() throws {
        var world = try Self.world(channel: 10)
        for item in 0..<11 { try Self.post(&world, item, at: 0) }
        var sent = 0
        for _ in 0..<9 {
            sent += try Self.send(&world, segments: 1)
            world.now += 5
        }
        // Three of the last two might be too many.
        #expect(sent == 8)
        #expect(world.shelf.queue.count { $0.reason == Suppression.Reason.budget.sentence } == 3 && world.breaches == [])
    }

    @Test func whatIsRefusedTakesNothing() throws {
        var world = try Self.world(channel: 6)
        for item in 0..<4 { try Self.post(&world, item, at: 0) }
        for one in try world.claim("sms") { try world.report(one.delivery, .refused) }
        var sent = 0
        for _ in 0..<4 {
            world.now += 5
            sent += try Self.send(&world, segments: 1)
        }
        #expect(sent == 2)
    }

    @Test func whatArrivedAfterAllTookWhatItMightHave() throws {
        var world = try Self.world(channel: 10)
        for item in 0..<3 { try Self.post(&world, item, at: 0) }
        for one in try world.claim("sms") {
            try world.report(one.delivery, .unsure)
            try world.apply(.feedback(channel: "sms", [.report(DeliveryReport(.delivery(one.delivery.key), .arrived, detail: ""))]))
        }
        try Self.post(&world, 4, at: 1)
        #expect(try world.claim("sms").isEmpty)
    }

    @Test func whatNobodyKnowsOfCountsToo() throws {
        var world = try Self.world(channel: 10)
        for item in 0..<3 { try Self.post(&world, item, at: 0) }
        for one in try world.claim("sms") { try world.report(one.delivery, .unsure) }
        try Self.post(&world, 4, at: 1)
        #expect(try world.claim("sms").isEmpty)
    }

    @Test func aNewDayHasANewBudgetAndANewTrouble() throws {
        var world = try Self.world(department: 10, zone: "UTC")
        var sent: [Int] = []
        for day in 0..<3 {
            for item in 0..<5 { try Self.post(&world, day * 10 + item, at: TimeInterval(day) * 24 * Self.hour) }
            sent.append(try Self.send(&world, segments: 3))
            world.now += 5
            _ = try Self.send(&world, segments: 3)
        }
        #expect(sent == [3, 3, 3])
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.count == 3 && world.breaches == [])
    }

    @Test func theDayIsTheOwners() throws {
        // In Auckland the day ends at 11:00 UTC in January.
        struct Auckland: ZoneRules {
            func offset(of zone: String, at instant: Date) -> Int? { zone == "Pacific/Auckland" ? 13 * 3600 : zone == "UTC" ? 0 : nil }
        }
        let world = try Self.world(department: 10, zone: "Pacific/Auckland")
        var there = World(world.ledger.settings, zones: Auckland())
        for item in 0..<3 { try Self.post(&there, item, at: 0) }
        #expect(try Self.send(&there, segments: 3) == 3)
        try Self.post(&there, 3, at: 2.9 * Self.hour)
        #expect(try Self.send(&there, segments: 3) == 0)
        try Self.post(&there, 4, at: 3 * Self.hour)
        #expect(try Self.send(&there, segments: 3) == 1)
    }

    @Test func withoutABudgetNothingIsAsked() throws {
        var world = try Self.world()
        for item in 0..<10 { try Self.post(&world, item, at: 0) }
        #expect(try Self.send(&world, segments: 9) == 10)
    }
}
