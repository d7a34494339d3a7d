import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

@Suite(.timeLimit(.minutes(1))) struct RehearsalTests {
    private static let body = Array("{}".utf8)

    private func play(_ settings: Settings, _ events: StockEvent...) throws -> [Rehearsal.Scene] {
        try Rehearsal(settings: settings).play(.events(events), source: "tills", body: Self.body, now: .start)
    }

    /// What decides differs in nothing but ids from what the clerk's ledger decides.
    @Test(arguments: [[0], [3], [20], [0, 20], [20, 3, 0, 8], [0, 0]] as [[Decimal]])
    func itDecidesAsTheClerkDoes(_ quantities: [Decimal]) async throws {
        let settings = Settings.fixture([.hook(), try .mail(), .sms()], send: "hook", "mail:buyers@example.com", "sms:+4915112345678")
        let events = quantities.map { stockEvent("A", $0) }
        let scenes = try Rehearsal(settings: settings).play(.events(events), source: "tills", body: Self.body, now: .start)
        let house = House(settings)
        try await house.run { house in
            for carrier in house.carriers.values { carrier.answer { _ in .fine } }
            _ = await house.take("{}", .events(events))
            await house.settle()
        }
        let commit = try #require(house.store.commits.first { !$0.events.isEmpty })
        #expect(scenes.map(\.record.reason) == commit.events.map(\.reason))
        #expect(scenes.map(\.record.state) == commit.events.map(\.state))
        #expect(scenes.compactMap(\.alert).map(\.kind) == commit.alerts.map(\.kind))
        #expect(scenes.compactMap(\.alert).map(\.quantity) == commit.alerts.map(\.quantity))
        let wouldGo = scenes.flatMap(\.letters).map { "\($0.delivery.letter) to \($0.delivery.address)" }
        let went = commit.deliveries.values.filter { !$0.state.isFinished }.map { "\($0.letter) to \($0.address)" }
        #expect(wouldGo.sorted() == went.sorted())
    }

    @Test func itShowsWhoWouldHearWhatAndWhy() throws {
        let settings = Settings.fixture([.hook(), try .mail()], send: "hook", "mail:buyers@example.com")
        let scene = try #require(try play(settings, stockEvent("A", 0)).first)
        #expect(scene.record.state == .applied && scene.alert?.kind == .outOfStock)
        #expect(scene.desire?.verdicts.map(\.isMatch) == [true])
        #expect(scene.letters.map(\.channel.name) == ["hook", "mail"])
        #expect(
            scene.letters.allSatisfy { $0.order.kind == .outOfStock && $0.order.now == .start && $0.order.alerts == [scene.alert].compactMap { $0 } })
        #expect(scene.suppressions.isEmpty)
    }

    @Test func aQuietEventHasAReasonAndNoLetter() throws {
        let scene = try #require(try play(.fixture([.hook()], send: "hook"), stockEvent("A", 20)).first)
        #expect(scene.alert == nil && scene.desire == nil && scene.letters.isEmpty)
        #expect(!scene.record.reason.isEmpty)
    }

    @Test func firstSightsAreShownAsAlerts() throws {
        for firstSight in SourceSettings.FirstSight.allCases {
            let scenes = try play(.fixture([.hook()], send: "hook", firstSight: firstSight), stockEvent("A", 0))
            #expect(scenes.flatMap(\.letters).count == 1)
        }
    }

    @Test func whatNobodyWantsIsSuppressedWithTheReason() throws {
        var settings = Settings.fixture([.hook()], send: "hook")
        settings.routing.departments = []
        let scene = try #require(try play(settings, stockEvent("A", 0)).first)
        #expect(scene.letters.isEmpty && scene.suppressions.map(\.reason) == [.nobody])
    }

    @Test func aBodyThatHoldsNoEventHasOneSceneThatSaysWhy() throws {
        let rehearsal = Rehearsal(settings: .fixture([.hook()], send: "hook"))
        for decoded in [Decoded.nothing, .quarantined(type: nil, reason: "no JSON")] {
            let scenes = try rehearsal.play(decoded, source: "tills", body: Self.body, now: .start)
            #expect(scenes.count == 1 && scenes[0].alert == nil)
        }
    }
}
