import FoundationEssentials
import StockbellCore
import Testing

/// What somebody does not want sent any more.
@Suite struct CancelTests {
    private static let everything = DeliverySelection(states: Set(Delivery.State.allCases))

    @Test func whatWaitsIsNotSentBecauseItWasCancelled() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 0))
        let handled = try world.apply(.cancel(Self.everything)).handled
        let delivery = try #require(world.shelf.queue.first)
        #expect(handled == [Handled(delivery: delivery)])
        #expect(delivery.state == .suppressed && delivery.reason == Suppression.Reason.cancelled.sentence && delivery.finishedAt == .start)
        #expect(try world.claim("mail").isEmpty)
    }

    @Test func aSummaryThatGathersIsCancelledWithAllThatItCarries() throws {
        var world = World(try .fixture(sources: [SourceSettings(name: "tills", platform: .enad, firstSight: .summary)]))
        for item in ["A", "B"] { try world.post(stockEvent(.level, item, 0)) }
        try world.apply(.cancel(Self.everything))
        #expect(world.shelf.queue.map(\.state) == [.suppressed] && world.shelf.queue[0].alerts.count == 2)
        try world.post(stockEvent(.level, "C", 0))
        #expect(world.shelf.queue.map(\.state) == [.suppressed, .gathering], "what comes later has a summary of its own")
    }

    @Test func whatIsUnderWayOrOverIsLeft() throws {
        for (outcome, words) in [(nil, "under way"), (.fine, "delivered"), (.refused, "gave up")] as [(Outcome?, String)] {
            var world = World(try .fixture())
            try world.post(stockEvent(.level, "A", 0))
            let claimed = try #require(try world.claim("mail").first).delivery
            if let outcome { try world.report(claimed, outcome) }
            let before = world.shelf.queue
            #expect(try world.apply(.cancel(Self.everything)).handled.first?.leftBecause?.contains(words) == true)
            #expect(world.shelf.queue == before)
        }
    }

    @Test func whatWasCancelledByMistakeComesBack() throws {
        var world = World(try .fixture())
        try world.post(stockEvent(.level, "A", 0))
        try world.apply(.cancel(Self.everything))
        try world.apply(.retry(.init(states: [.suppressed])))
        #expect(try world.claim("mail").count == 1)
    }

    @Test func onlyWhatWasPickedIsCancelled() throws {
        var world = World(try .fixture(departments: [.wanting("d", "mail:a@example.com", "hook", "chat")]))
        try world.post(stockEvent(.level, "A", 0))
        let selection = DeliverySelection(states: [.pending], channel: "hook")
        #expect(world.ledger.keys(for: [.cancel(selection)]).selections == [selection])
        try world.apply(.cancel(selection))
        #expect(world.shelf.queue.map(\.state) == [.pending, .suppressed, .pending])
    }
}
