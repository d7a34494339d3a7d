import FoundationEssentials
import StockbellCore
import Testing

/// The shop sells what the warehouse does not have, or the other way round.
@Suite struct MismatchTests {
    private static let rules: [Rule] = [.wanting("differ", [.mismatch], "mail:a@example.com")]

    private func shop(_ rules: [Rule] = rules, patience: Duration = .seconds(1800)) throws -> JoinedShop {
        var shop = try JoinedShop(rules, patience: patience)
        try shop.wms(9, at: 1)
        try shop.web(9, at: 2)
        return shop
    }

    private func mismatches(_ shop: JoinedShop) -> [Alert] { shop.alerts.filter { $0.kind == .mismatch } }

    @Test func isToldOnceItHasLasted() throws {
        var shop = try shop()
        let record = try shop.wms(0, at: 10)
        let alert = try #require(mismatches(shop).first)
        #expect(alert.quantity == 9 && alert.subject.source == "web" && alert.subject.place?.name == "Hamburg" && alert.since == .second(10))
        #expect(alert.other == OtherWord(source: "wms", platform: .enad, quantity: 0, condition: .out))
        #expect(alert.behind == record.id && alert.isDerived && !alert.isOver)
        var delivery = try #require(shop.world.shelf.queue.first { $0.letter == .mismatch })
        #expect(delivery.state == .held && delivery.dueAt == .second(10 + 1800))
        try shop.web(8, at: 900)
        #expect(mismatches(shop).count == 1, "an edge, not a level")
        shop.world.now = .second(1810)
        try shop.world.apply(.due)
        delivery = try #require(shop.world.shelf.deliveries[delivery.id])
        #expect(delivery.state == .pending)
        #expect(delivery.heldSince == nil, "it waited to see whether it lasts, and for nobody's hours")
        try shop.world.report(try #require(shop.world.claim("mail").first?.delivery), .fine)
        try shop.web(0, at: 2000)
        let over = try #require(mismatches(shop).last)
        #expect(over.isOver && over.incident == alert.incident && over.duration == 1990)
        #expect(shop.world.shelf.queue.last?.letter == .mismatchOver && shop.world.shelf.queue.last?.state == .pending)
        #expect(shop.open == ["shelf A@hamburg"])
    }

    /// The world begins on a Monday at 08:00, and the office closes at 18:00.
    @Test func itsEndWaitsForTheOpeningAsAnEnd() throws {
        let office = OpeningHours(name: "office", timeZone: "UTC", open: [.weekly(days: [0, 1, 2, 3, 4], from: 480, to: 1080)])
        var shop = try JoinedShop(Self.rules, patience: .zero, hours: office)
        try shop.wms(9, at: 1)
        try shop.web(9, at: 2)
        try shop.wms(0, at: 10)
        try shop.world.report(try #require(shop.world.claim("mail").first?.delivery), .fine)
        try shop.web(0, at: 11 * 3600)
        let over = try #require(shop.world.shelf.queue.last)
        #expect(over.letter == .mismatchOver && over.state == .held && over.dueAt == .second(24 * 3600))
    }

    /// One feed comes some time after the other: that is no news.
    @Test func whatIsOverInTimeIsNotTold() throws {
        var shop = try shop()
        try shop.web(0, at: 10)
        #expect(mismatches(shop).first?.other?.condition == .ok)
        try shop.wms(0, at: 910)
        #expect(mismatches(shop).count == 1 && shop.world.shelf.queue.filter { $0.letter == .mismatchOver }.isEmpty)
        #expect(shop.world.shelf.queue.filter { $0.letter == .mismatch }.map(\.state) == [.suppressed])
        try shop.wms(5, at: 1000)
        try shop.web(5, at: 1100)
        #expect(mismatches(shop).count == 2)
    }

    @Test func withoutPatienceItIsToldAtOnce() throws {
        var shop = try shop(patience: .zero)
        try shop.wms(0, at: 10)
        #expect(shop.world.shelf.queue.first { $0.letter == .mismatch }?.state == .pending)
    }

    /// What was not sent before both told the same again is not sent.
    @Test func whatStillWaitsWhenItIsOverIsLeftUnsent() throws {
        var shop = try shop(patience: .zero)
        try shop.wms(0, at: 10)
        try shop.web(0, at: 11)
        #expect(shop.world.shelf.queue.filter { $0.letter == .mismatch }.map(\.state) == [.suppressed])
    }

    @Test func otherDifferencesAreNone() throws {
        var shop = try shop()
        try shop.wms(2, at: 10)
        try shop.web(40, at: 11)
        #expect(mismatches(shop).isEmpty)
    }

    @Test(arguments: [AlertKind.stock, [.trouble]])
    func isAskedForByName(_ on: Set<AlertKind>) throws {
        var shop = try shop([.wanting("all", on, "mail:a@example.com")])
        try shop.wms(0, at: 10)
        #expect(mismatches(shop).isEmpty && shop.world.shelf.levels.keys.allSatisfy { $0.aspect != .mismatch })
    }

    @Test func ofWhatNobodyAsksForNothingIsKept() throws {
        let other = Where.field(.sku, .matches([Glob("B")]))
        var shop = try shop([.wanting("b", [.mismatch], where: other, "mail:a@example.com")])
        try shop.wms(0, at: 10)
        #expect(mismatches(shop).isEmpty && shop.open == ["shelf A@hamburg"])
    }

    @Test func aSilentLeaderIsNotComparedAndARemovedOneIsForgotten() throws {
        var shop = try shop()
        try shop.silence("wms", at: 5)
        try shop.web(0, at: 10)
        #expect(mismatches(shop).isEmpty)
        try shop.hear("wms", at: 11)
        #expect(mismatches(shop).isEmpty)
        try shop.wms(9, at: 12)
        #expect(mismatches(shop).count == 1)
        try shop.wms(nil, at: 15)
        #expect(!shop.open.contains { $0.hasPrefix("mismatch") } && mismatches(shop).count == 1)
    }
}
