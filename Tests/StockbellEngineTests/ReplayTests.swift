import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellStore
import Testing

@Suite struct ReplayTests {
    private static let start = Date(timeIntervalSince1970: 1_767_600_000)

    private static func arrival(_ number: Int, second: TimeInterval) -> Arrival {
        Arrival(id: .init("01KE6Q4G00000000000000000\(number)"), source: "tills", receivedAt: start.addingTimeInterval(second), body: [1])
    }

    private static func replay(_ settings: Settings) -> Replay {
        let time = ReplayTime(Date(timeIntervalSince1970: 0))
        return Replay(settings: settings, store: MemoryStore { time.now }, time: time)
    }

    @Test func everyMessageGoesOutWhenItsBodyComes() async throws {
        var replay = Self.replay(.fixture([.hook()], send: "hook"))
        for (number, quantity) in [20, 3, 0, 9].enumerated() {
            try await replay.play(Self.arrival(number, second: Double(number * 60)), .level("A", Decimal(quantity)))
        }
        #expect(replay.messages.map(\.letter) == [.lowStock, .outOfStock, .backInStock])
        #expect(replay.messages.map { $0.at.timeIntervalSince(Self.start) } == [60, 120, 180])
        #expect(replay.messages.flatMap { $0.arrivals.values.map(\.string.last) } == ["1", "2", "3"])
        #expect(replay.messages.allSatisfy { $0.address.description == "hook" && $0.department == "purchasing" })
    }

    /// Time passes as it did: a summary closes after its two quiet minutes.
    @Test func aSummaryGoesOutAtItsHour() async throws {
        var replay = Self.replay(.fixture([.hook()], send: "hook", firstSight: .summary))
        try await replay.play(Self.arrival(1, second: 0), .level("A", 0))
        try await replay.play(Self.arrival(2, second: 60), .level("B", 0))
        #expect(replay.messages.isEmpty)
        try await replay.play(Self.arrival(3, second: 600), .level("C", 90))
        #expect(replay.messages.map(\.letter) == [.summary] && replay.messages[0].alerts.count == 2 && replay.messages[0].arrivals.count == 2)
        #expect(replay.messages[0].at == Self.start.addingTimeInterval(180))
        try await replay.play(Self.arrival(4, second: 700), .level("D", 0))
        try await replay.pass(until: Self.start.addingTimeInterval(10_000))
        #expect(replay.messages.count == 2)
    }
}
