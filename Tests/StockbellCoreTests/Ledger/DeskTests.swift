import FoundationEssentials
import StockbellCore
import Testing

/// Wishes become deliveries or suppressions.
@Suite struct DeskTests {
    @Test func oneAddressHearsOneAlertOncePerDepartment() throws {
        func rule(_ name: String, _ send: String...) -> Rule {
            Rule(id: "a/\(name)", name: name, on: AlertKind.stock, send: send.map { Address(text: $0) })
        }
        let rules = [rule("1", "mail:x@example.com", "chat"), rule("2", "mail:x@example.com", "mail:y@example.com")]
        var world = World(
            try .fixture(departments: [Department(name: "a", locale: "en", timeZone: "UTC", rules: rules), .wanting("b", "mail:x@example.com")]))
        try world.post(stockEvent(.level, "A", 0))
        #expect(
            world.shelf.queue.map { "\($0.rule) \($0.address)" } == [
                "a/1 mail:x@example.com", "a/1 chat", "a/2 mail:y@example.com", "b/all mail:x@example.com",
            ])
        #expect(Set(world.shelf.queue.map(\.alerts)).count == 1)
    }

    @Test func whatNobodyWantsGoesToOtherwiseOrIsRecorded() throws {
        let deaf = Department.wanting("sales", "chat", on: [.refilled])
        var told = World(try .fixture(departments: [deaf], otherwise: Address(text: "mail:ops@example.com")))
        try told.post(stockEvent(.level, "A", 0))
        #expect(told.shelf.queue.map { "\($0.department) \($0.rule) \($0.address)" } == ["stockbell otherwise mail:ops@example.com"])
        #expect(told.shelf.suppressions.isEmpty)

        var silent = World(try .fixture(departments: [deaf]))
        let record = try silent.post(stockEvent(.level, "A", 0))
        #expect(silent.shelf.deliveries.isEmpty)
        let suppression = try #require(silent.shelf.suppressions.first)
        #expect(suppression.reason == .nobody && suppression.address == nil && suppression.alert == record.alert)
    }

    /// A rule that matched and was then suppressed counts as matched.
    @Test func otherwiseDoesNotHearWhatARuleMatched() throws {
        var settings = try Settings.fixture(departments: [.wanting("sales", "gone:x", "chat")], otherwise: Address(text: "mail:ops@example.com"))
        settings.channels = [try .mail()]
        var world = World(settings)
        try world.post(stockEvent(.level, "A", 0))
        #expect(world.shelf.deliveries.isEmpty)
        #expect(world.shelf.suppressions.map(\.reason) == [.channelRemoved, .channelRemoved])
        #expect(world.shelf.suppressions.map(\.address?.channel) == ["gone", "chat"])
    }

    @Test func routesByWhatIsKnownOfTheItem() throws {
        let department = Department.wanting("help", "chat", where: .field(.backorder, .not(.equals(true))))
        var world = World(try .fixture(departments: [department]))
        try world.post(stockEvent(.level, "A", 20, facts: StockFacts(backorderAllowed: true)), second: 0)
        try world.post(stockEvent(.level, "A", 0), second: 1)
        #expect(world.shelf.deliveries.isEmpty, "told by an earlier event")
        try world.post(stockEvent(.level, "B", 0), second: 2)
        #expect(world.shelf.deliveries.count == 1, "not told is not so")
    }

    @Test func aDeliveryStoresWhatItNeeds() throws {
        var world = World(try .fixture())
        world.now = .second(7)
        let record = try world.post(stockEvent(.level, "A", 0))
        let delivery = try #require(world.shelf.queue.first)
        #expect(delivery.alerts == [try #require(record.alert)])
        #expect(delivery.incident == world.alert(record)?.incident)
        #expect(delivery.letter == .outOfStock && delivery.department == "purchasing" && delivery.rule == "purchasing/all")
        #expect(delivery.createdAt == .second(7) && delivery.dueAt == .second(7))
        #expect(delivery.state == .pending && delivery.attempt == 0 && delivery.round == 0 && delivery.frozenAt == nil)
    }
}
