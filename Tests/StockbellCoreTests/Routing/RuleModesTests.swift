import FoundationEssentials
import StockbellCore
import Testing

/// What is excluded, what is on trial, and what is left for the rest.
@Suite struct RuleModesTests {
    private static func alert(_ sku: String = "ESP-900", quantity: Decimal? = nil, kind: AlertKind = .outOfStock) -> Alert {
        Alert(
            id: .init("1"), incident: .init("2"), kind: kind, subject: Subject(source: "tills", platform: .enad, item: Item(id: "7", sku: sku)),
            from: .ok, to: .out, quantity: quantity, since: .start,
            trouble: kind == .trouble ? Trouble(key: "table:x", title: "", text: "", fix: "") : nil, decidedAt: .start)
    }

    private static func sku(_ pattern: String) -> Where { .field(.sku, .matches([Glob(pattern)])) }

    private static func rule(
        _ name: String, _ send: String..., where condition: Where = .always, restOf: Int? = nil, mode: Rule.Mode = .live
    ) -> Rule {
        Rule(
            id: "d/\(name)", name: name, on: AlertKind.stock, where: condition, restOf: restOf, send: send.map { Address(text: $0) }, mode: mode)
    }

    private static func desire(_ rules: Rule..., otherwise: String? = nil, exclude: [Exclusion] = [], about alert: Alert = alert()) -> Desire {
        Routing(
            departments: [Department(name: "d", locale: "en", timeZone: "UTC", rules: rules)], exclude: exclude,
            otherwise: otherwise.map { Address(text: $0) }, operators: [Address(text: "ops")]
        ).desire(alert)
    }

    private static func told(_ wishes: [Wish]) -> [String] { wishes.map { "\($0.rule.name) \($0.address)" } }

    // MARK: The rest

    @Test(arguments: [("ESP-900", ["vip chat"]), ("TV-1", ["tv chat"]), ("X", ["rest chat"])])
    func theRestIsWhatNoRuleAboveMatches(_ sku: String, _ expected: [String]) {
        let desire = Self.desire(
            Self.rule("vip", "chat", where: Self.sku("ESP-*")), Self.rule("tv", "chat", where: Self.sku("TV-*")),
            Self.rule("rest", "chat", restOf: 2), about: Self.alert(sku))
        #expect(Self.told(desire.wishes) == expected)
    }

    /// What the catalogue gives to nobody is not taken.
    @Test func aRuleThatLeadsNowhereLeavesTheRest() {
        let desire = Self.desire(Self.rule("buyer", "mail:@item.buyer"), Self.rule("rest", "chat", restOf: 1), otherwise: "mail:ops@example.com")
        #expect(Self.told(desire.wishes) == ["rest chat"] && Self.told(desire.nowhere) == ["buyer mail:@item.buyer"])
        let tried = Self.desire(Self.rule("buyer", "mail:@item.buyer", mode: .trial))
        #expect(tried.isNothing)
    }

    @Test func itSaysWhoTookIt() {
        let desire = Self.desire(Self.rule("vip", "chat"), Self.rule("rest", "mail:a@example.com", restOf: 1))
        #expect(desire.verdicts.map(\.isMatch) == [true, false])
        #expect(desire.verdicts[1].reasons == ["hears what is unmatched; vip takes it"])
    }

    /// Both rules of a group of the rest hear it: what counts is what stands above the group.
    @Test func aGroupOfTheRestIsOne() {
        let desire = Self.desire(Self.rule("a", "chat", where: Self.sku("Y")), Self.rule("b", "b", restOf: 1), Self.rule("c", "c", restOf: 1))
        #expect(Self.told(desire.wishes) == ["b b", "c c"])
    }

    // MARK: Trials

    @Test func whatIsOnTrialIsDecidedAndNotSent() {
        let desire = Self.desire(Self.rule("a", "chat", mode: .trial), otherwise: "mail:ops@example.com")
        #expect(Self.told(desire.trials) == ["a chat"])
        #expect(desire.verdicts.map(\.isTrial) == [true, false] && desire.verdicts.map(\.rule) == ["a", "otherwise"])
        // Nobody hears of it by a rule that sends nothing.
        #expect(Self.told(desire.wishes) == ["otherwise mail:ops@example.com"])
    }

    @Test func aTrialTakesNothingFromLiveRules() {
        let desire = Self.desire(
            Self.rule("a", "chat", "mail:a@example.com", mode: .trial), Self.rule("b", "chat"), Self.rule("rest", "rest", restOf: 1),
            Self.rule("tried", "tried", restOf: 1, mode: .trial), otherwise: "mail:ops@example.com")
        #expect(Self.told(desire.wishes) == ["b chat", "rest rest"])
        // An address that hears it anyway needs no trial, and the rest of a trial is what it would be were all live.
        #expect(Self.told(desire.trials) == ["a mail:a@example.com"])
    }

    @Test func aTrialIsKeptAsAMessageThatIsNotSent() throws {
        var world = World(
            try .fixture(departments: [
                Department(
                    name: "d", locale: "en", timeZone: "UTC",
                    rules: [Self.rule("a", "mail:a@example.com", mode: .trial), Self.rule("b", "chat")])
            ]))
        try world.post(stockEvent(.level, "A", 9))
        try world.post(stockEvent(.level, "A", 0), second: 1)
        let deliveries = world.shelf.deliveries.values.sorted { $0.id < $1.id }
        #expect(deliveries.map(\.rule).sorted() == ["d/a", "d/b"])
        let trial = try #require(deliveries.first { $0.rule == "d/a" })
        #expect(trial.state == .suppressed && trial.reason == Suppression.Reason.trial.sentence && trial.finishedAt == .second(1))
        #expect(world.shelf.suppressions.isEmpty && world.breaches.isEmpty)
        let again = try world.apply(.retry(DeliverySelection(states: [.suppressed]))).handled
        #expect(again.map(\.leftBecause) == ["its rule was on trial: it was never to be sent"])
    }

    // MARK: Exclusions

    private static let tests = [Exclusion(where: sku("TEST-*"), because: "test items"), Exclusion(where: sku("T*"), because: "too late")]

    @Test func noRuleIsAskedOfWhatIsExcluded() {
        let excluded = Self.desire(Self.rule("a", "chat"), otherwise: "mail:ops@example.com", exclude: Self.tests, about: Self.alert("TEST-1"))
        #expect(excluded == Desire(excluded: .init(because: "test items", reasons: ["sku \"TEST-1\" is TEST-*"])))
        #expect(Self.told(Self.desire(Self.rule("a", "chat"), exclude: Self.tests).wishes) == ["a chat"])
    }

    @Test func aTroubleIsNeverExcluded() {
        let all = [Exclusion(where: .always, because: "all")]
        #expect(Self.told(Self.desire(exclude: all, about: Self.alert(kind: .trouble)).wishes) == ["operator ops"])
    }

    @Test func whatIsExcludedIsKeptWithItsReason() throws {
        var settings = try Settings.fixture()
        settings.routing.exclude = Self.tests
        var world = World(settings)
        try world.post(stockEvent(.level, "TEST-1", 9))
        try world.post(stockEvent(.level, "TEST-1", 0), second: 1)
        try world.post(stockEvent(.level, "TEST-1", 9), second: 2)
        #expect(world.kinds == [.outOfStock, .backInStock] && world.shelf.deliveries.isEmpty)
        #expect(
            world.shelf.suppressions.map(\.sentence) == ["it is excluded: test items", "it is excluded: test items"]
                && world.shelf.suppressions.allSatisfy { $0.reason == .excluded && $0.address == nil })
        #expect(world.breaches.isEmpty)
    }

    // MARK: Otherwise

    @Test func otherwiseIsARuleToo() {
        var otherwise = Routing.otherwise([Address(text: "chat"), Address(text: "mail:ops@example.com")])
        otherwise.where = Self.sku("ESP-*")
        func told(_ sku: String) -> [String] { Self.told(Routing(otherwise: otherwise).desire(Self.alert(sku)).wishes) }
        #expect(told("ESP-1") == ["otherwise chat", "otherwise mail:ops@example.com"])
        #expect(told("X").isEmpty)
        otherwise.mode = .trial
        let desire = Routing(otherwise: otherwise).desire(Self.alert())
        #expect(desire.wishes.isEmpty && desire.trials.count == 2)
    }

    @Test func quantitiesAreThoseOfTheAlert() {
        let few = Where.field(.quantity, .compares([.init(.atMost, 3)]))
        func told(_ quantity: Decimal?) -> Bool {
            !Self.desire(Self.rule("a", "chat", where: few), about: Self.alert(quantity: quantity)).wishes.isEmpty
        }
        #expect(told(3) && !told(4) && !told(nil))
    }
}
