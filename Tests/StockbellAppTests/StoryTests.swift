import FoundationEssentials
import StockbellApp
import StockbellCore
import Testing

@Suite struct StoryTests {
    /// A neighbour may be older than what is kept.
    @Test func whatIsNamedAndKeptNoLongerIsSaid() {
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
        let story = Story(Trace(events: [event], alerts: [alert], deliveries: [summary]), routing: Routing())
        #expect(story.gone == gone)
        #expect(story.alerts.map(\.alert.id) == [there])
        #expect(Story(Trace(), routing: Routing()).gone == [])
    }
}
