import FoundationEssentials
import StockbellCore
import Testing

@Suite struct FirstSightTests {
    private static func world(_ firstSight: SourceSettings.FirstSight, departments: [Department]? = nil) throws -> World {
        let source = SourceSettings(name: "tills", platform: .enad, firstSight: firstSight)
        return World(
            try .fixture(
                sources: [source, SourceSettings(name: "web", platform: .bigcommerce, firstSight: firstSight)],
                departments: departments ?? [.wanting("purchasing", "mail:buyers@example.com")]))
    }

    @Test(arguments: SourceSettings.FirstSight.allCases)
    func okIsLearnedInSilence(_ firstSight: SourceSettings.FirstSight) throws {
        var world = try Self.world(firstSight)
        let record = try world.post(stockEvent(.level, "A", 20))
        #expect(record.reason == "first sight: ok")
        #expect(world.shelf.alerts.isEmpty && world.shelf.deliveries.isEmpty && world.shelf.incidents.isEmpty)
    }

    @Test func alertTellsEachByItself() throws {
        var world = try Self.world(.alert)
        let record = try world.post(stockEvent(.level, "A", 0))
        #expect(record.reason == "first sight, edge: out-of-stock")
        #expect(world.alert(record)?.isFirstSight == true)
        #expect(world.alert(record)?.duration == nil)
        #expect(world.shelf.queue.map(\.letter) == [.outOfStock])
    }

    @Test func quietLearnsAndTellsTheNextEdge() throws {
        var world = try Self.world(.quiet)
        #expect(try world.post(stockEvent(.level, "A", 0), second: 0).reason.contains("quiet"))
        #expect(world.shelf.alerts.isEmpty && world.shelf.incidents.isEmpty)
        #expect(try world.post(stockEvent(.level, "A", 0), second: 1).alert == nil)
        #expect(try world.post(stockEvent(.level, "A", 9), second: 2).reason == "edge: back-in-stock")
    }

    @Test(arguments: SourceSettings.FirstSight.allCases)
    func whatNamesItsPreviousLevelIsNoFirstSight(_ firstSight: SourceSettings.FirstSight) throws {
        var world = try Self.world(firstSight)
        #expect(try world.post(stockEvent(.level, "A", 0, previous: 1)).reason == "edge: out-of-stock")
        #expect(try world.post(stockEvent(.level, "B", 1, previous: 0)).reason == "edge: back-in-stock")
        #expect(try world.post(stockEvent(.level, "C", 0, previous: 0)).alert == nil)
        #expect(try world.post(stockEvent(.declaredOut, "D")).reason == "edge: out-of-stock")
        #expect(world.shelf.queue.allSatisfy { $0.letter != .summary })
    }

    @Test func aSummaryGathersThemForEachDepartmentAddressAndSource() throws {
        var world = try Self.world(
            .summary, departments: [.wanting("purchasing", "mail:a@example.com", "chat"), .wanting("sales", "mail:a@example.com")])
        for (index, item) in ["A", "B", "C"].enumerated() { try world.post(stockEvent(.level, item, 0), second: TimeInterval(index)) }
        try world.post(stockEvent(.level, "A", 3, source: "web"), second: 3)
        let queue = world.shelf.queue
        #expect(queue.count == 6)
        #expect(queue.allSatisfy { $0.state == .gathering && $0.letter == .summary && $0.incident == nil })
        #expect(queue.filter { $0.gathersFor == "tills" }.map(\.alerts.count) == [3, 3, 3])
        #expect(queue.filter { $0.gathersFor == "web" }.map(\.alerts.count) == [1, 1, 1])
    }

    /// It closes two minutes after the last first sight, fifteen after the first at the latest.
    @Test func aSummaryClosesAfterQuietOrAtTheLatest() throws {
        var world = try Self.world(.summary)
        try world.post(stockEvent(.level, "A", 0), second: 0)
        #expect(world.shelf.queue[0].dueAt == .second(120))
        for minute in 1...14 {
            try world.post(stockEvent(.level, "A\(minute)", 0), second: TimeInterval(minute * 60))
            #expect(world.shelf.queue[0].dueAt == .second(TimeInterval(min(minute * 60 + 120, 900))))
        }
        world.now = .second(899)
        try world.apply(.due)
        #expect(world.shelf.queue[0].state == .gathering)
        world.now = .second(900)
        try world.apply(.due)
        #expect(world.shelf.queue[0].state == .pending)
        #expect(world.shelf.queue[0].alerts.count == 15)
        // What is seen later joins a new one.
        try world.post(stockEvent(.level, "Z", 0), second: 901)
        #expect(world.shelf.queue.map(\.state) == [.pending, .gathering])
        #expect(try world.claim("mail").map(\.alerts.count) == [15])
    }

    @Test func whatIsOverBeforeItsSummaryIsLeftOutWithTheReason() throws {
        var world = try Self.world(.summary)
        let first = try world.post(stockEvent(.level, "A", 3), second: 0)
        try world.post(stockEvent(.level, "B", 0), second: 1)
        let edge = try world.post(stockEvent(.level, "A", 0), second: 2)
        let queue = world.shelf.queue
        #expect(queue.map(\.letter) == [.summary, .outOfStock])
        #expect(queue[0].alerts.count == 1)
        #expect(queue[1].alerts == [try #require(edge.alert)])
        #expect(world.shelf.suppressions.map(\.alert) == [try #require(first.alert)])
        #expect(world.shelf.suppressions.map(\.reason) == [.over])
    }

    @Test func aSummaryWithNothingLeftIsNotSent() throws {
        var world = try Self.world(.summary)
        try world.post(stockEvent(.level, "A", 3), second: 0)
        try world.post(stockEvent(.level, "A", 9), second: 1)
        #expect(world.shelf.queue.map(\.state) == [.suppressed, .pending])
        #expect(world.shelf.queue[0].alerts.isEmpty)
        #expect(world.shelf.queue[1].letter == .refilled)
        // And the next one is a new one.
        try world.post(stockEvent(.level, "B", 0), second: 2)
        #expect(world.shelf.queue.map(\.state) == [.suppressed, .pending, .gathering])
    }

    /// A summary that gathered for a quarter of an hour has not used up its time.
    @Test func theHorizonOfASummaryCountsFromItsRelease() throws {
        var world = World(
            try .fixture(sources: [SourceSettings(name: "tills", platform: .enad, firstSight: .summary)], departments: [.wanting("d", "chat")]))
        try world.post(stockEvent(.level, "A", 0))
        world.now = .second(120)
        try world.apply(.due)
        let summary = try #require(world.shelf.queue.first)
        #expect(summary.state == .pending && summary.startedAt == .second(120) && summary.createdAt == .start)
    }

    @Test func aSummaryIsNeverClaimedAtBirth() throws {
        var world = try Self.world(.summary)
        world.slots = ["mail": 4]
        try world.post(stockEvent(.level, "A", 0))
        #expect(world.shelf.queue.map(\.state) == [.gathering])
        #expect(world.slots == ["mail": 4])
    }
}
