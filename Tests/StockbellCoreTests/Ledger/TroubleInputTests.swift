import FoundationEssentials
import StockbellCore
import Testing

@Suite struct TroubleInputTests {
    private static func world() throws -> World {
        World(
            try .fixture(
                departments: [.wanting("purchasing", "mail:buyers@example.com")],
                operators: [Address(text: "mail:ops@example.com"), Address(text: "chat")]))
    }

    private static let template = Trouble(key: "template:x.md", title: "t", text: "t", fix: "f")

    @Test func aChannelInTroubleIsToldOnceByAnother() throws {
        var world = try Self.world()
        for item in ["A", "B"] { try world.post(stockEvent(.level, item, 0)) }
        for claimed in try world.claim("mail") { try world.report(claimed.delivery, .wrong) }
        let troubles = world.shelf.queue.filter { $0.letter == .trouble }
        #expect(troubles.map(\.address.description) == ["chat"])
        #expect(troubles.map(\.department) == [Routing.house])
        let alert = try #require(troubles.first.flatMap { world.shelf.alerts[$0.alerts[0]] })
        #expect(alert.kind == .trouble && alert.trouble?.key == "channel:mail")
        #expect(alert.trouble?.text.contains("authentication: 535") == true)
    }

    @Test func itClosesWhenAMessageGetsThrough() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0))
        try world.report(try #require(try world.claim("mail").first).delivery, .wrong)
        let told = try #require(try world.claim("chat").first).delivery
        try world.report(told, .fine)
        #expect(world.shelf.incidents.values.contains { $0.trouble == "channel:mail" && $0.isOpen }, "chat works, mail does not yet")
        world.now = .second(300)
        try world.report(try #require(try world.claim("mail").first).delivery, .again)
        #expect(world.shelf.incidents.values.contains { $0.trouble == "channel:mail" && $0.isOpen }, "a retry proves nothing")
        world.now = .second(600)
        try world.report(try #require(try world.claim("mail").first).delivery, .fine)
        let incident = try #require(world.shelf.incidents.values.first { $0.trouble == "channel:mail" })
        #expect(!incident.isOpen && incident.closed == .ok && incident.closedAt == .second(600))
        // The next time it is told again.
        try world.post(stockEvent(.level, "B", 0), second: 700)
        try world.report(try #require(try world.claim("mail").first).delivery, .wrong)
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.count == 2)
    }

    @Test func aMessageThatIsGivenUpIsTroubleOfItsAddress() throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0))
        try world.report(try #require(try world.claim("mail").first).delivery, .refused)
        let told = try #require(world.shelf.queue.first { $0.letter == .trouble })
        #expect(told.address.description == "mail:ops@example.com", "the channel works, only that address does not")
        // The operator's own address is refused too: the next one hears of it.
        try world.report(try #require(try world.claim("mail").first).delivery, .refused)
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.map(\.address.description) == ["mail:ops@example.com", "chat"])
        // Both are refused once more: they are known to be in trouble.
        try world.post(stockEvent(.level, "B", 0), second: 60)
        try world.report(try #require(try world.claim("mail").first).delivery, .refused)
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.count == 2)
        try world.post(stockEvent(.level, "C", 0), second: 120)
        try world.report(try #require(try world.claim("mail").first).delivery, .fine)
        #expect(!world.shelf.incidents.values.contains { $0.trouble == "address:mail:buyers@example.com" && $0.isOpen })
    }

    @Test(arguments: [(Outcome.Scope.channel, "chat"), (.address, "mail:ops@example.com"), (.message, "mail:ops@example.com")])
    func whatFailsForLongIsTroubleOfAllThatFails(_ scope: Outcome.Scope, _ told: String) throws {
        var world = try Self.world()
        try world.post(stockEvent(.level, "A", 0))
        let outcome = Outcome.retry(Failure(.connection, "refused"), after: .seconds(1), scope: scope)
        for second in [0.0, 899] {
            world.now = .second(second)
            try world.report(try #require(try world.claim("mail").first).delivery, outcome)
        }
        #expect(!world.shelf.queue.contains { $0.letter == .trouble })
        world.now = .second(900)
        try world.report(try #require(try world.claim("mail").first).delivery, outcome)
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.map(\.address.description) == [told])
    }

    @Test func whatIsOverBeforeTheOperatorHeardOfItIsNotTold() throws {
        var world = try Self.world()
        try world.apply(.trouble(Self.template))
        try world.apply(.troubleOver(Self.template.key))
        #expect(world.shelf.queue.map(\.state) == [.suppressed])
        #expect(try world.claim("mail").isEmpty)
    }

    @Test func aTroubleIsOpenUntilItIsOver() throws {
        var world = try Self.world()
        for _ in 0..<3 { try world.apply(.trouble(Self.template), .trouble(Self.template)) }
        #expect(world.shelf.queue.map(\.address.description) == ["mail:ops@example.com"])
        let sent = try #require(try world.claim("mail").first).delivery
        try world.report(sent, .fine)
        try world.apply(.troubleOver("template:other.md"))
        try world.apply(.trouble(Self.template))
        #expect(world.shelf.queue.count == 1)
        try world.apply(.troubleOver(Self.template.key), .trouble(Self.template))
        #expect(world.shelf.queue.map(\.state) == [.delivered, .pending])
    }

    @Test func withNobodyToTellItIsRecorded() throws {
        var world = World(try .fixture(operators: [Address(text: "mail:ops@example.com")]))
        try world.apply(.trouble(Trouble(key: "channel:mail", title: "", text: "", fix: "")))
        #expect(world.shelf.deliveries.isEmpty)
        #expect(world.shelf.suppressions.map(\.reason) == [.nobody])
        #expect(world.kinds == [.trouble])
    }

    /// A trouble may be told by phone, but never claimed at birth there.
    @Test func anOperatorMayBeTexted() throws {
        var world = World(try .fixture(operators: [Address(text: "sms:+4915112345678")]))
        world.slots = ["sms": 4]
        try world.apply(.trouble(Self.template))
        #expect(world.shelf.queue.map(\.state) == [.pending])
    }
}
