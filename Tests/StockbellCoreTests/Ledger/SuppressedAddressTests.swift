import FoundationEssentials
import StockbellCore
import Testing

/// Addresses that get no messages.
@Suite struct SuppressedAddressTests {
    private static let phone = "+4915112345671"
    private static let reason = Suppression.Reason.suppressedAddress.sentence

    private static func world(_ send: String = "sms:\(phone)", fallback: String? = "chat") throws -> World {
        var department = Department.wanting("purchasing", send)
        department.rules[0].fallback = fallback.map { [Address(text: $0)] } ?? []
        var settings = try Settings.fixture(departments: [department], operators: [Address(text: "mail:ops@example.com")])
        settings.routing.people = People(persons: [Person(name: "anna", recipients: ["sms": phone])])
        var world = World(settings)
        // Of texts none is claimed at its birth.
        world.slots = ["sms": 9]
        return world
    }

    private static func optOut(_ recipient: String) -> Input { .feedback(channel: "sms", [.optOut(recipient: recipient, because: "STOP")]) }
    private static func optIn(_ recipient: String) -> Input { .feedback(channel: "sms", [.optIn(recipient: recipient)]) }

    @Test(arguments: ["sms:\(phone)", "sms:@anna"], ["4915112345671", "+49 151 12345671", phone])
    func whoWantsNoMessagesGetsNoneAndTheFallbackIsTold(address: String, recipient: String) throws {
        var world = try Self.world(address)
        try world.apply(Self.optOut(recipient))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        let result = try world.apply(.claim(channel: "sms", slots: 3))
        #expect(result.claimed.isEmpty && result.withheld == ["sms"])
        let first = try #require(world.shelf.queue.first)
        #expect(first.state == .suppressed && first.reason == Self.reason && first.attempt == 0)
        #expect(world.shelf.queue.filter { $0.follows == first.id }.map(\.address.description) == ["chat"])
        // It is nobody's fault.
        #expect(!world.shelf.queue.contains { $0.letter == .trouble } && world.breaches == [])
    }

    @Test func whoWantsThemAgainGetsThem() throws {
        var world = try Self.world(fallback: nil)
        try world.apply(Self.optOut(Self.phone), Self.optIn("4915112345671"))
        #expect(world.shelf.suppressed.isEmpty)
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        #expect(try world.claim("sms").count == 1)
    }

    @Test func whoseTurnItIsToSayIt() throws {
        var world = try Self.world()
        let key = SuppressedAddress.Key(channel: "sms", recipient: Self.phone)
        let byHand = Input.suppress(SuppressedAddress(key: key, cause: .hand, because: "left", since: .start))
        try world.apply(byHand, Self.optIn(Self.phone))
        #expect(world.shelf.suppressed[key]?.cause == .hand, "whom somebody struck off cannot put themselves on again")
        // Their own wish is never forgotten.
        try world.apply(Self.optOut(Self.phone), byHand)
        #expect(world.shelf.suppressed[key]?.because == "STOP")
        #expect(try world.apply(.allow(key)).allowed.map(\.because) == ["STOP"])
        #expect(try world.apply(.allow(key)).allowed.isEmpty && world.shelf.suppressed.isEmpty)
    }

    @Test func whatTheFarSideRefusesForEverIsListedAndTheOperatorHearsOnce() throws {
        var world = try Self.world("mail:gone@Example.COM")
        world.slots = ["mail": 4]
        let claimed = try world.apply(world.arrival(stockEvent(.level, "A", 0, previous: 9))).claimed
        let attempt = Input.Attempt(delivery: claimed[0].delivery.id, number: 1, channel: "mail", level: claimed[0].level)
        try world.apply(.outcome(attempt, .rejected(Failure(.unknownRecipient, "550 5.1.1"), suppress: true)))
        let key = SuppressedAddress.Key(channel: "mail", recipient: "gone@example.com")
        #expect(world.shelf.suppressed[key]?.cause == .refusal && world.shelf.suppressed[key]?.because == "unknown-recipient: 550 5.1.1")
        // Not even at its birth is the next one taken out.
        let second = try world.apply(world.arrival(stockEvent(.level, "B", 0, previous: 9)))
        #expect(!second.claimed.contains { $0.delivery.address.recipient?.hasPrefix("gone") ?? false })
        _ = try world.claim("mail")
        let unsent = world.shelf.queue.filter { $0.state == .suppressed }
        #expect(unsent.map(\.reason) == [Self.reason])
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.count == 1 && world.breaches == [])
    }

    @Test func aBounceListsWhomItWasFor() throws {
        var world = try Self.world("sms:@anna")
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        let claimed = try #require(try world.claim("sms").first)
        try world.report(claimed.delivery, .fine)
        try world.apply(
            .feedback(
                channel: "sms", [.report(DeliveryReport(.delivery(claimed.delivery.key), .failed, detail: "no such number", suppresses: .bounce))])
        )
        #expect(world.shelf.suppressed.values.map { "\($0.key) \($0.cause.rawValue)" } == ["sms:\(Self.phone) bounce"])
        #expect(world.shelf.queue.filter { $0.letter == .trouble }.count == 1 && world.breaches == [])
    }

    /// A gateway's word that somebody wants no texts is their wish, which they can take back; and no trouble.
    @Test func whoOptedOutAtTheGatewayMayComeBack() throws {
        for isReport in [false, true] {
            var world = try Self.world("sms:@anna", fallback: nil)
            try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
            let claimed = try #require(try world.claim("sms").first)
            try world.report(claimed.delivery, isReport ? .fine : .rejected(Failure(.optedOut, "21610"), suppress: true))
            let report = DeliveryReport(.delivery(claimed.delivery.key), .failed, detail: "21610", suppresses: .optOut)
            if isReport { try world.apply(.feedback(channel: "sms", [.report(report)])) }
            #expect(world.shelf.suppressed.values.map(\.cause) == [.optOut])
            #expect(!world.shelf.queue.contains { $0.letter == .trouble })
            try world.apply(.feedback(channel: "sms", [.optIn(recipient: Self.phone)]))
            #expect(world.shelf.suppressed.isEmpty && world.breaches == [])
        }
    }

    @Test func aReplayLeavesItForTheSameReason() throws {
        var world = try Self.world(fallback: nil)
        try world.apply(Self.optOut(Self.phone))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        _ = try world.claim("sms")
        let all = DeliverySelection(states: [.suppressed])
        #expect(try world.apply(.retry(all)).handled.map(\.leftBecause) == [Self.reason])
        try world.apply(.allow(.init(channel: "sms", recipient: Self.phone)))
        #expect(try world.apply(.retry(all)).handled.map(\.leftBecause) == [nil])
        #expect(try world.claim("sms").count == 1)
    }

    @Test func theNextOneStillHearsIfNobodyHasIt() throws {
        var world = try Self.world(fallback: nil)
        var settings = world.ledger.settings
        settings.routing.departments[0].rules[0].escalate = [.init(after: .seconds(60), send: [Address(text: "chat")])]
        world = World(settings)
        try world.apply(Self.optOut(Self.phone))
        try world.post(stockEvent(.level, "A", 0, previous: 9), second: 0)
        _ = try world.claim("sms")
        world.now = .second(61)
        try world.apply(.due)
        #expect(try world.claim("chat").map(\.delivery.letter) == [.escalation])
        #expect(world.breaches == [])
    }

    @Test func whatStandsBehindAWithheldOneIsAskedForAgain() throws {
        var world = try Self.world(fallback: nil)
        try world.apply(Self.optOut(Self.phone))
        for item in ["A", "B", "C"] { try world.post(stockEvent(.level, item, 0, previous: 9), second: 0) }
        var claims = 0
        world.slots = ["sms": 9]
        while try world.apply(.claim(channel: "sms", slots: 1)).withheld == ["sms"] { claims += 1 }
        #expect(claims == 3 && world.shelf.open.isEmpty)
    }

    @Test(arguments: [
        ("mail", "Anna@Example.COM", "Anna@example.com"), ("sms", "0049151", "0049151"), ("sms", "+49 (151) 1234-567", "+491511234567"),
        ("chat", "#Room", "#Room"), ("mail", "nobody", "nobody"),
    ])
    func oneAddressHasOneLine(channel: String, written: String, listed: String) throws {
        let settings = try Settings.fixture()
        #expect(settings.channel(channel)?.listed(written) == .init(channel: channel, recipient: listed))
    }
}
