import FoundationEssentials
import StockbellCore
import Testing

/// The source that leads falls silent, and those that follow it speak in its place.
@Suite struct StandInTests {
    private static let operators = [Address(text: "chat")]

    @Test func theyTellTheirPresentLevelsInOneSummary() throws {
        var shop = try JoinedShop(operators: Self.operators)
        for item in ["A", "B", "C"] {
            try shop.wms(9, item, at: 1)
            try shop.web(9, item, at: 2)
        }
        try shop.wms(2, "D", at: 3)
        for item in ["A", "B", "D"] { try shop.web(0, item, at: 4) }
        #expect(shop.told == ["low-stock wms@hamburg"])
        try shop.silence("wms", at: 100)
        #expect(shop.told.suffix(3) == ["out-of-stock web@hamburg", "out-of-stock web@hamburg", "out-of-stock web@hamburg"])
        #expect(shop.alerts.suffix(3).allSatisfy { $0.standsInFor == "wms" && $0.isDerived })
        let summary = try #require(shop.world.shelf.queue.last)
        #expect(summary.letter == .summary && summary.alerts.count == 3 && summary.gathersFor == "web")
        #expect(shop.alerts.last?.incident == shop.alerts.first?.incident, "what was low ran out: one incident")
    }

    @Test func theySpeakUntilTheLeaderSaysSomethingNewer() throws {
        var shop = try JoinedShop()
        try shop.wms(9, at: 1)
        try shop.silence("wms", at: 100)
        try shop.web(0, at: 101)
        #expect(shop.told == ["out-of-stock web@hamburg"])
        try shop.hear("wms", at: 200)
        try shop.web(0, at: 201)
        #expect(shop.alerts.count == 1, "the leader's last word of this shelf is older")
        try shop.wms(9, at: 202)
        #expect(shop.told.last == "back-in-stock wms@hamburg")
        try shop.web(0, at: 203)
        #expect(shop.alerts.count == 2)
    }

    @Test func aSilenceThatTheClockFindsLetsThemSpeak() throws {
        var shop = try JoinedShop(quietAfter: .after(.seconds(3600)), operators: Self.operators)
        try shop.wms(9, at: 1)
        try shop.wms(9, "B", at: 2)
        try shop.web(0, at: 3)
        shop.world.now = .second(1800)
        try shop.world.apply(.due)
        #expect(shop.told == [])
        shop.world.now = .second(4000)
        try shop.world.apply(.due)
        #expect(shop.told == ["out-of-stock web@hamburg"] && shop.alerts.first?.standsInFor == "wms")
        #expect(shop.world.breaches == [])
    }

    @Test func anotherTroubleOfTheLeaderTellsNothingTwice() throws {
        var shop = try JoinedShop()
        try shop.wms(9, at: 1)
        try shop.web(0, at: 2)
        try shop.silence("wms", at: 3)
        try shop.silence("wms", at: 4)
        #expect(shop.alerts.count == 1)
    }

    @Test func aSourceThatNobodyFollowsLoadsNothing() throws {
        let shop = try JoinedShop()
        let ledger = shop.world.ledger
        let trouble = { (source: String) in Input.trouble(Trouble(key: "source:\(source):quiet", title: "", text: "", fix: "")) }
        #expect(ledger.keys(for: [trouble("wms")]).silent == ["wms": ["web"]])
        #expect(ledger.keys(for: [trouble("web")]).silent == ["web": []])
        #expect(ledger.keys(for: [trouble("elsewhere")]).silent.isEmpty)
        #expect(Ledger(settings: try .fixture()).keys(for: [trouble("tills")]) == BookKeys())
    }
}
