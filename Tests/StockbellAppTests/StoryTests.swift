import FoundationEssentials
import StockbellApp
import StockbellCore
import StockbellStore
import Testing

@Suite struct StoryTests {
    /// A neighbour may be older than what is kept.
    @Test func whatIsNamedAndKeptNoLongerIsSaid() async throws {
        let (there, gone) = (Alert.ID("A1"), [Alert.ID("A2"), Alert.ID("A3")])
        let alert = Alert(
            id: there, incident: .init("I"), kind: .outOfStock, subject: .none, from: .ok, to: .out, since: .distantPast, decidedAt: .distantPast)
        let event = EventRecord(
            id: .init("E"), arrival: .init("B"), source: "tills", type: nil, state: .applied, reason: "edge", alert: gone[1],
            receivedAt: .distantPast)
        let summary = Delivery(
            id: .init("D"), alerts: [there, gone[0]], incident: nil, letter: .summary, department: "d", rule: "d/r",
            address: Address(channel: "mail"),
            gathersFor: "tills", state: .delivered, createdAt: .distantPast, dueAt: .distantPast)
        let records = MemoryStore { .distantPast }
        let story = try await Story(Trace(events: [event], alerts: [alert], deliveries: [summary]), routing: Routing(), records: records)
        #expect(story.gone == gone)
        #expect(story.alerts.map(\.alert.id) == [there])
        #expect(try await Story(Trace(), routing: Routing(), records: records).gone == [])
    }

    private static func routing(_ kinds: Set<AlertKind>) -> Routing {
        let rule = Rule(id: "sales/gone", name: "gone", on: kinds, send: [Address(text: "chat")])
        return Routing(departments: [Department(name: "sales", locale: "en", timeZone: "UTC", rules: [rule])])
    }

    /// Rules change; what was decided is explained by those of then.
    @Test func theRulesOfThenAreAskedAndThoseOfTodayWhereTheyDiffer() async throws {
        let records = MemoryStore { Date(timeIntervalSince1970: 1000) }
        _ = try await records.transact(BookKeys()) { try $0.put(configuration: RoutingRecord(Self.routing([.lowStock])).text) }
        var alert = Alert(
            id: .init("A1"), incident: .init("I"), kind: .outOfStock, subject: Subject(source: "tills", platform: .enad, item: Item(id: "A")),
            from: .ok, to: .out, since: .distantPast, decidedAt: .distantPast)
        for (configuration, today, wasMatch, isOther) in [
            (nil, Set([AlertKind.outOfStock]), true, false), (1, [.outOfStock], false, true), (1, [.lowStock], false, false),
        ] as [(Int?, Set<AlertKind>, Bool, Bool)] {
            alert.configuration = configuration
            let told = try await Story(Trace(alerts: [alert]), routing: Self.routing(today), records: records).alerts
            #expect(told.map(\.rules.first?.isMatch) == [wasMatch] && (told[0].today != nil) == isOther)
            #expect(told[0].configuredAt == configuration.map { _ in Date(timeIntervalSince1970: 1000) })
        }
    }

    @Test func whatIsKeptOfTheRulesAnswersAsTheyDo() throws {
        var routing = Self.routing([.outOfStock])
        routing.exclude = [Exclusion(where: .field(.sku, .matches([Glob("TEST-*")])), because: "test items")]
        let condition = Where.any([
            .field(.list, .isOn([ItemList(name: "vip", ["A*", "B"])])), .not(.field(.price, .compares([.init(.atLeast, 9.5)]))),
        ])
        routing.departments[0].rules.append(
            Rule(id: "sales/rest", name: "rest", on: AlertKind.stock, where: condition, restOf: 1, across: .allPlaces, send: [], mode: .trial))
        let text = RoutingRecord(routing).text
        let again = try #require(RoutingRecord(text: text)).routing(over: Routing())
        #expect(RoutingRecord(again).text == text && !text.isEmpty)
        #expect(again.departments == routing.departments && again.exclude == routing.exclude)
        #expect(RoutingRecord(text: "{}") == nil)
    }
}
