import FoundationEssentials
import StockbellCore
import Testing

/// No input stops the ledger: whatever a body says, there is a record.
@Suite struct HostileInputTests {
    private static let numbers: [Decimal] = [
        .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, .leastFiniteMagnitude, .nan, 0, -0,
        Decimal(string: "0.00000000000000000000000000000000000001") ?? 0,
    ]
    private static let dates: [Date] = [
        .distantPast, .distantFuture, Date(timeIntervalSince1970: -1e18), Date(timeIntervalSince1970: 1e18),
        Date(timeIntervalSince1970: -62_167_219_200),
        Date(timeIntervalSince1970: .nan), Date(timeIntervalSince1970: -.infinity), Date(timeIntervalSince1970: .infinity),
    ]
    private static let texts = [
        "", " ", "\u{0}", "\r\nBcc: evil@example.com", "🔔\u{301}", String(repeating: "x", count: 100_000), "*", "../..", "{{x}}",
    ]

    @Test(arguments: StockEvent.Kind.allCases)
    func hugeNumbers(_ kind: StockEvent.Kind) throws {
        var world = World(try .fixture())
        for first in Self.numbers {
            for second in Self.numbers {
                try world.post(stockEvent(kind, "A", first, previous: second, delta: second))
                try world.post(stockEvent(kind, "A", nil, previous: first, delta: second))
            }
        }
        #expect(world.shelf.events.count == Self.numbers.count * Self.numbers.count * 2)
    }

    @Test(arguments: StockEvent.Kind.allCases)
    func datesFarAway(_ kind: StockEvent.Kind) throws {
        var world = World(try .fixture())
        for first in Self.dates {
            for second in Self.dates {
                var event = stockEvent(kind, "A", 1)
                event.occurredAt = first
                try world.post(event)
                event.occurredAt = second
                event.quantity = 0
                try world.post(event)
            }
        }
        #expect(world.shelf.events.count == Self.dates.count * Self.dates.count * 2)
    }

    @Test(arguments: [Int64.min, -1, 0, Int64.max])
    func anySequence(_ sequence: Int64) throws {
        var world = World(try .fixture())
        for other in [Int64.min, -1, 0, Int64.max] {
            try world.post(stockEvent(.level, "A", 1, at: 0, sequence: sequence))
            try world.post(stockEvent(.level, "A", 0, at: 0, sequence: other))
        }
        #expect(world.shelf.events.count == 8)
    }

    @Test(arguments: texts)
    func anyText(_ text: String) throws {
        var world = World(
            try .fixture(
                departments: [.wanting("d", "chat", where: .field(.sku, .matches([Glob(text), Glob("*")])))], otherwise: Address(text: text)))
        for kind in StockEvent.Kind.allCases {
            var event = stockEvent(kind, text, 0, source: text, place: text, key: DedupeKey(digest: [], strength: .providerID), type: text)
            event.subject.item.name = text
            event.note = text
            try world.post(event)
            event.dedupeKey = nil
            try world.post(event)
        }
        #expect(world.shelf.events.count == StockEvent.Kind.allCases.count * 2)
    }

    @Test func anEmptyBodyOfEvents() throws {
        var world = World(try .fixture())
        #expect(
            try world.apply(.arrival(Arrival(id: .init("a"), source: "", receivedAt: .distantPast, body: []), .events([]))).verdicts == [.ignored])
        #expect(world.shelf.events.map(\.reason) == ["holds no stock event"])
    }

    @Test func whatNobodyConfigured() throws {
        var world = World(Settings(listen: .init(host: "", port: 0), store: "", admin: .init(host: "", port: 0), folder: ""))
        let record = try world.post(stockEvent(.declaredOut, source: "unheard-of"))
        #expect(record.alert != nil)
        #expect(world.shelf.suppressions.map(\.reason) == [.nobody])
        try world.apply(.troubleOver("x"), .due, .rescue(isStart: true), .claim(channel: "x", slots: 5))
    }
}
