import FoundationEssentials
import StockbellCore
import Testing

/// Two sources tell of one shelf: one truth, one alert.
@Suite struct OneShelfTests {
    @Test func aFollowerIsKeptAndComparedAndOnlyTheLeaderAlerts() throws {
        var shop = try JoinedShop()
        try shop.wms(9, at: 1)
        try shop.web(9, at: 2)
        let record = try shop.web(0, at: 3)
        #expect(record.reason == "kept and compared: wms leads here and says 9" && record.alert == nil)
        #expect(shop.world.shelf.levels[LevelKey(source: "web", item: "id-A", place: "2")]?.quantity == 0)
        try shop.wms(0, at: 4)
        try shop.web(0, at: 5)
        #expect(shop.told == ["out-of-stock wms@hamburg"])
        #expect(shop.alerts.first?.subject.place == Place(id: "HAM", name: "Hamburg", key: "hamburg"))
        #expect(shop.open == ["shelf A@hamburg"])
        try shop.web(20, at: 6)
        try shop.wms(20, at: 7)
        #expect(shop.told == ["out-of-stock wms@hamburg", "back-in-stock wms@hamburg"])
        #expect(shop.open == [])
    }

    @Test func aFollowerSpeaksWhereTheLeaderDoesNotKnowTheSkuAtThatPlace() throws {
        var shop = try JoinedShop()
        try shop.wms(9, at: 1)
        try shop.web(0, "B", at: 2)
        try shop.web(0, at: 3, place: "3")
        try shop.web(0, at: 4, place: "77")
        #expect(shop.told == ["out-of-stock web@hamburg", "out-of-stock web@linz", "out-of-stock web@77"])
        // What was told by the shop goes on when the leader knows it too.
        let record = try shop.wms(0, "B", at: 5)
        #expect(record.alert == nil)
        try shop.web(5, "B", at: 6)
        try shop.wms(8, "B", at: 7)
        #expect(shop.told.last == "back-in-stock wms@hamburg" && shop.alerts.count == 4)
        #expect(shop.alerts.last?.incident == shop.alerts.first?.incident)
    }

    @Test func elsewhereCountsAShelfOnce() throws {
        var shop = try JoinedShop()
        try shop.wms(7, at: 1, place: "LNZ")
        try shop.web(8, at: 2, place: "3")
        try shop.web(4, at: 3, place: "77")
        try shop.wms(9, at: 4)
        try shop.wms(0, at: 5)
        let elsewhere = try #require(shop.alerts.last?.elsewhere)
        #expect(elsewhere.shelves == [.init(place: Place(id: "LNZ", name: "Linz", key: "linz"), quantity: 7, condition: .ok)])
        // A place of the follower that has no common name may be one that the leader has counted.
        #expect(elsewhere.total == 7)
    }

    @Test func elsewhereSaysWhatIsNotKnown() throws {
        var shop = try JoinedShop()
        try shop.world.post(stockEvent(.delta, "A", delta: 2, source: "wms", place: "LNZ"), second: 1)
        try shop.wms(9, at: 2)
        try shop.wms(0, at: 3)
        let elsewhere = try #require(shop.alerts.last?.elsewhere)
        #expect(elsewhere.shelves.map(\.condition) == [.unknown] && elsewhere.total == nil && !elsewhere.isNone)
    }

    @Test func aRemovedRecordOfTheLeaderLetsTheFollowerSpeak() throws {
        var shop = try JoinedShop()
        try shop.wms(9, at: 1)
        try shop.web(0, at: 2)
        let record = try shop.wms(nil, at: 3)
        #expect(shop.told == ["out-of-stock web@hamburg"] && record.alert != nil)
        #expect(record.reason.hasPrefix("web speaks here now"))
        try shop.web(nil, at: 4)
        #expect(shop.open == [] && shop.alerts.count == 1)
    }

    @Test func withoutALeaderTheLatestWordCounts() throws {
        var shop = try JoinedShop(isFollowing: false)
        try shop.wms(9, at: 1)
        try shop.web(0, at: 2)
        try shop.wms(8, at: 3)
        #expect(shop.told == ["out-of-stock web@hamburg", "back-in-stock wms@hamburg"])
    }

    @Test func whatWasToldBeforeThePlacesWereNamedGoesOn() throws {
        var shop = try JoinedShop()
        var plain = shop.world.ledger.settings
        plain.places = []
        plain.sources[1].follows = nil
        var before = World(plain)
        before.now = .second(1)
        try before.post(stockEvent(.level, "A", 9, at: 1, source: "wms", place: "HAM"))
        try before.post(stockEvent(.level, "A", 0, at: 2, source: "wms", place: "HAM"), second: 2)
        shop.world.shelf = before.shelf
        shop.world.ids = before.ids
        try shop.wms(0, at: 3)
        #expect(shop.open == ["shelf A@hamburg"])
        #expect(shop.world.shelf.open.count == 1, "the message that waits is as true as before")
        try shop.wms(10, at: 4)
        #expect(shop.told == ["out-of-stock wms@HAM", "back-in-stock wms@hamburg"])
        // Nobody was told that it ran out.
        #expect(shop.world.shelf.queue.first?.state == .suppressed)
    }

    @Test func sourcesWithoutPlacesAreOfOneShelfWhereOneFollowsTheOther() throws {
        var shop = try JoinedShop()
        try shop.wms(9, at: 1, place: nil)
        try shop.web(0, at: 2, place: nil)
        try shop.wms(0, at: 3, place: nil)
        #expect(shop.told == ["out-of-stock wms@"])
    }

    /// Whatever two sources tell, and whoever falls silent, one shelf has one incident.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func aShelfNeverHasTwoOpenIncidents(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        var shop = try JoinedShop([.wanting("all", AlertKind.stock, "mail:a@example.com"), .wanting("differ", [.mismatch], "chat")])
        var isSilent = false
        for step in 1...40 {
            let second = TimeInterval(step * 10)
            let quantity: Decimal? = [0, 0, 3, 9, 20, nil].randomElement(using: &chance) ?? 0
            let item = ["A", "B"].randomElement(using: &chance) ?? "A"
            switch Int.random(in: 0..<12, using: &chance) {
            case 0:
                isSilent.toggle()
                try isSilent ? shop.silence("wms", at: second) : shop.hear("wms", at: second)
                continue
            case 1..<6:
                isSilent = false
                try shop.wms(quantity, item, at: second, place: chance.chance(1, in: 3) ? "LNZ" : "HAM")
            default: try shop.web(quantity, item, at: second, place: ["2", "3", "77"].randomElement(using: &chance))
            }
            let own = shop.open.filter { !$0.hasPrefix("shelf") && !$0.hasPrefix("mismatch") }
            #expect(own.allSatisfy { $0.hasSuffix("@77") }, "seed \(seed), step \(step)")
            #expect(Set(shop.open).count == shop.open.count, "seed \(seed), step \(step)")
            // While the leader is heard, what it says of a shelf is what was told of it.
            for (key, level) in shop.world.shelf.levels where key.source == "wms" && key.aspect == .stock && !isSilent && level.condition == .out {
                guard let last = shop.world.shelf.events.last, last.source == "wms", last.item?.id == key.item, last.place?.id == key.place else {
                    continue
                }
                let place = key.place == "HAM" ? "hamburg" : "linz"
                #expect(shop.open.contains("shelf \(key.item)@\(place)"), "seed \(seed), step \(step)")
            }
        }
    }
}
