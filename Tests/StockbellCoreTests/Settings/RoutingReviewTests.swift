import StockbellCore
import Testing

@Suite struct RoutingReviewTests {
    private static func rule(
        _ name: String, _ send: String..., on: Set<AlertKind> = AlertKind.stock, where condition: Where = .always, across: Rule.Across = .place,
        limit: Limit.Choice = .usual
    ) -> Rule {
        Rule(id: name, name: name, on: on, where: condition, across: across, send: send.map { Address(text: $0) }, limit: limit)
    }

    private static func sku(_ patterns: String...) -> Where { .field(.sku, .matches(patterns.map(Glob.init))) }

    private static func findings(_ departments: [Rule]...) throws -> [String] {
        var settings = try Settings.fixture()
        settings.routing.departments = zip(["buying", "sales", "help"], departments).map {
            Department(name: $0, locale: "en", timeZone: "UTC", rules: $1)
        }
        return RoutingReview(settings).findings.map { "\($0.rule ?? $0.department) \($0.message)\($0.other.map { " <\($0)>" } ?? "")" }
    }

    @Test func aRuleThatCanNeverFitIsNamed() throws {
        let never = Self.rule("x", "chat", where: .all([Self.sku("A"), Self.sku("B")]))
        #expect(try Self.findings([never, Self.rule("y", "hook")]) == ["x can never fit: sku cannot be \"A\" and \"B\" at once"])
        #expect(
            try Self.findings([never]) == [
                "x can never fit: sku cannot be \"A\" and \"B\" at once", "buying no alert can reach it, as none of its rules can ever fit",
            ])
        #expect(
            try Self.findings([Self.rule("x", "chat", where: .field(.place, .matches([Glob("Linz")])), across: .allPlaces), Self.rule("y", "hook")])
                == ["x can never fit: with \"across\": \"all-places\" it hears of no single place"])
        #expect(
            try Self.findings([Self.rule("x", "chat", on: [.trouble], where: Self.sku("*")), Self.rule("y", "hook")]) == [
                "x can never fit: a trouble is of no item, so \"where\" fits none"
            ])
        #expect(try Self.findings([Self.rule("x", "chat", on: [.trouble], where: .not(Self.sku("A")))]).isEmpty)
    }

    @Test func whatIsLeftOfNothingIsNothing() throws {
        var rest = Self.rule("rest", "hook", on: [.outOfStock], where: Self.sku("A"))
        rest.restOf = 1
        #expect(
            try Self.findings([Self.rule("all", "chat"), rest]) == [
                "rest can never fit: \"unmatched\" leaves it nothing, as \"all\" above it hears all of that <all>"
            ])
        #expect(try Self.findings([Self.rule("some", "chat", where: Self.sku("B")), rest]).isEmpty)
        var trial = Self.rule("all", "chat")
        trial.mode = .trial
        #expect(try Self.findings([trial, rest]).isEmpty)
        #expect(try Self.findings([Self.rule("all", "mail:@item.buyer"), rest]).isEmpty)
    }

    /// Who sends nothing sends nothing twice.
    @Test func aTrialIsNoSecondMessage() throws {
        var trial = Self.rule("tried", "chat")
        trial.mode = .trial
        #expect(try Self.findings([Self.rule("a", "chat")], [trial]).isEmpty)
    }

    @Test func aRuleInTheShadowOfAnEarlierOneIsNamed() throws {
        let wide = Self.rule("all", "chat", "mail:a@example.com")
        let says = "x adds nothing: \"all\" before it hears all of that, and sends it there already <all>"
        #expect(try Self.findings([wide, Self.rule("x", "chat", on: [.outOfStock], where: Self.sku("A"))]) == [says])
        #expect(
            try Self.findings([Self.rule("one", "hook"), wide, Self.rule("x", "chat", "hook")])
                == ["x adds nothing: \"one\" before it hears all of that, and sends it there already <one>"])
        // Another address, another kind, another order, or another limit: it may matter.
        #expect(try Self.findings([wide, Self.rule("x", "chat", "hook")]).isEmpty)
        #expect(try Self.findings([Self.rule("x", "chat", where: Self.sku("A")), wide]).isEmpty)
        #expect(try Self.findings([wide, Self.rule("x", "chat", on: [.outOfStock, .mismatch])]).isEmpty)
        #expect(try Self.findings([wide, Self.rule("x", "chat", across: .allPlaces)]).isEmpty)
        #expect(try Self.findings([wide, Self.rule("x", "chat", limit: .off)]).isEmpty)
    }

    @Test func anAddressOfTwoDepartmentsIsNamedWhereOneAlertReachesItTwice() throws {
        let all = Self.rule("all", "chat")
        let says = "x \"chat\" hears of the same from buying too, and gets two messages of one alert <all>"
        #expect(try Self.findings([all], [Self.rule("x", "hook", "chat", on: [.outOfStock]), Self.rule("y", "chat", on: [.refilled])]) == [says])
        #expect(try Self.findings([all], [Self.rule("x", "chat", on: [.trouble])]).isEmpty)
        #expect(try Self.findings([all], [Self.rule("x", "chat", across: .allPlaces)]).isEmpty)
        #expect(try Self.findings([Self.rule("a", "chat", where: Self.sku("TV-*"))], [Self.rule("x", "chat", where: Self.sku("ESP-*"))]).isEmpty)
    }
}
