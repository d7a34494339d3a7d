import FoundationEssentials
import StockbellApp
import StockbellCore
import StockbellTesting
import Testing

@Suite struct RuleInWordsTests {
    private static let channels = [
        ChannelSettings.make("mail"), .make("buyers", .chat), .make("sms", .sms), .make("erp", .webhook),
    ]
    private static let office = OpeningHours(name: "office", timeZone: "UTC")

    private static func rule(
        _ on: Set<AlertKind> = [.outOfStock], where condition: Where = .always, _ send: String..., limit: Limit.Choice = .off,
        change: (inout Rule) -> Void = { _ in }
    ) -> Rule {
        var rule = Rule(id: "d/r", name: "r", on: on, where: condition, send: send.map { Address(text: $0) }, limit: limit)
        change(&rule)
        return rule
    }

    private static func sentence(_ rule: Rule, hours: OpeningHours? = nil, outside: OutsideHours = .init()) -> String {
        let department = Department(name: "d", locale: "en", timeZone: "UTC", hours: hours, outsideHours: outside, rules: [rule])
        return RuleInWords(rule, of: department, channels: channels).sentence
    }

    private static func sku(_ pattern: String) -> Where { .field(.sku, .matches([Glob(pattern)])) }
    private static let vip = Where.field(.list, .isOn([ItemList(name: "vip", ["A"])]))

    @Test(
        arguments: [
            (.always, "any item runs out at a place"), (vip, "an item of the list vip runs out at a place"),
            (.field(.list, .not(.isOn([ItemList(name: "a", []), ItemList(name: "b", [])]))), "an item not of the list a or b runs out at a place"),
            (sku("ESP-*"), "an item whose article number is ESP-* runs out at a place"),
            (
                .all([vip, .field(.price, .compares([.init(.atLeast, 100)]))]),
                "an item of the list vip and whose price is at least 100 runs out at a place"
            ),
            (
                .field(.quantity, .compares([.init(.above, 0), .init(.atMost, 3)])),
                "an item of which there are above 0 and at most 3 runs out at a place"
            ),
            (.field(.place, .matches([Glob("Hamburg"), Glob("Linz")])), "an item at Hamburg or Linz runs out"),
            (.field(.backorder, .not(.equals(true))), "an item that customers cannot order as far as is known runs out at a place"),
            (.field(.backorder, .equals(true)), "an item that customers may order all the same runs out at a place"),
            (.field(.category, .not(.matches([Glob("Garden")]))), "an item whose category is not Garden runs out at a place"),
            (.any([vip, sku("TV-*")]), "an item either of the list vip or whose article number is TV-* runs out at a place"),
            (.not(.all([vip, .field(.source, .matches([Glob("tills")]))])), "an item not (of the list vip and told by tills) runs out at a place"),
        ] as [(Where, String)])
    func aConditionIsAPhrase(_ condition: Where, _ words: String) {
        #expect(Self.sentence(Self.rule(where: condition, "buyers")) == "d › r: when \(words), tells the chat buyers, at any hour.")
    }

    @Test(
        arguments: [
            (AlertKind.stock, "any item runs out, gets low, is back or is refilled at a place"), ([.backInStock], "any item is back at a place"),
            ([.mismatch], "two sources differ about any item"), ([.trouble], "there is a trouble"),
            ([.outOfStock, .trouble], "any item runs out at a place or there is a trouble"),
        ] as [(Set<AlertKind>, String)])
    func kindsAreVerbs(_ kinds: Set<AlertKind>, _ words: String) {
        #expect(Self.sentence(Self.rule(kinds, "buyers")) == "d › r: when \(words), tells the chat buyers, at any hour.")
    }

    @Test func everyKeyHasItsPhrase() {
        let send = ["buyers", "mail:anna@example.com", "sms:+4915112345671", "erp"].map { Address(text: $0) }
        let rule = Self.rule(where: Self.vip, limit: .usual) { rule in
            (rule.send, rule.restOf, rule.across, rule.letter, rule.mode, rule.name) = (send, 2, .allPlaces, "vip", .trial, "Anna/out")
        }
        #expect(
            Self.sentence(rule, hours: Self.office, outside: OutsideHours(byChannel: ["mail": .send])) == """
                d › Anna › out: when an item of the list vip that no rule above matches runs out at all places together, would tell (it is on trial) \
                the chat buyers, the mail of anna@example.com, the phone of +4915112345671 and the program behind erp, \
                buyers, sms and erp in the hours office; what comes outside them waits; \
                buyers at most 20 singly in 10 min, mail at most 30 singly in 10 min, sms at most 5 singly in 10 min, erp all, the rest in one summary; \
                in the words of the letter vip.
                """)
    }

    @Test(
        arguments: [
            (.usual, "; each gets at most 20 singly in 10 min, the rest in one summary"), (.off, ""),
            (.own(Limit(max: 1, per: .seconds(3600))), "; each gets at most 1 singly in 1 h, the rest in one summary"),
        ] as [(Limit.Choice, String)])
    func limits(_ limit: Limit.Choice, _ words: String) {
        #expect(
            Self.sentence(Self.rule([.outOfStock], "buyers", limit: limit))
                == "d › r: when any item runs out at a place, tells the chat buyers, at any hour\(words).")
    }

    @Test func hoursAreSaidWhereTheyHold() {
        let (later, send) = (OutsideHours(), OutsideHours(others: .send))
        #expect(
            Self.sentence(Self.rule([.outOfStock], "buyers"), hours: Self.office, outside: later).hasSuffix(
                ", in the hours office; what comes outside them waits."))
        #expect(Self.sentence(Self.rule([.outOfStock], "buyers"), hours: Self.office, outside: send).hasSuffix(", at any hour."))
        #expect(
            Self.sentence(Self.rule([.outOfStock], "buyers") { $0.outsideHours = send }, hours: Self.office, outside: later).hasSuffix(
                ", at any hour."))
    }

    @Test(
        arguments: [
            ("mail:@anna", "the mail of anna"), ("sms:@buyer", "the phone of whoever is on duty as buyer"),
            ("mail:@item.buyer", "the mail of the item's buyer"), ("buyers", "the chat buyers"), ("erp", "the program behind erp"),
        ])
    func namesAreSaidAsPeopleSayThem(_ address: String, _ words: String) {
        let rule = Self.rule([.outOfStock], address)
        let department = Department(name: "d", locale: "en", timeZone: "UTC", rules: [rule])
        let sentence = RuleInWords(rule, of: department, channels: Self.channels, rotas: ["buyer"]).sentence
        #expect(sentence == "d › r: when any item runs out at a place, tells \(words), at any hour.")
    }

    @Test func allOfThemAreInOrder() {
        var settings = Settings.make()
        settings.routing.exclude = [Exclusion(where: Self.sku("TEST-*"), because: "test items")]
        settings.routing.departments[0].off = ["Anna/out"]
        let lines = RuleInWords.all(settings)
        #expect(
            lines.map { $0.split(separator: ":")[0] } == [
                "excluded, test items", "purchasing › all", "purchasing › Anna › out", "warehouse › gone", "otherwise",
            ])
        #expect(lines[0] == "excluded, test items: nobody hears of an item whose article number is TEST-*.")
        #expect(lines[2] == "purchasing › Anna › out: is off.")
        #expect(
            lines[4] == """
                otherwise: when any item runs out, gets low, is back or is refilled at a place and no live rule matches, tells the mail of \
                ops@example.com, at any hour; each gets at most 30 singly in 10 min, the rest in one summary.
                """)
    }

    @Test func whatFollowsAMessageIsSaid() {
        let rule = Self.rule([.outOfStock], "buyers") { rule in
            rule.remind = .seconds(86_400)
            rule.escalate = [
                .init(after: .seconds(1800), send: [Address(text: "sms:@anna")]),
                .init(after: .seconds(7200), send: [Address(text: "mail:@lead"), Address(text: "erp")]),
            ]
            rule.fallback = [Address(text: "mail:@lead"), Address(text: "erp")]
        }
        #expect(
            Self.sentence(rule).hasSuffix(
                "; says it again every 1 d while nobody has it; while nobody has it also tells the phone of anna after 30 min and the mail of lead and "
                    + "the program behind erp after 2 h; what cannot be delivered goes to the mail of lead or the program behind erp."))
    }
}
