import FoundationEssentials
import StockbellCore
import Testing

@Suite struct RoutingTests {
    private static func alert(_ kind: AlertKind = .outOfStock, sku: String? = "ESP-900", trouble: Trouble? = nil) -> Alert {
        Alert(
            id: .init("1"), incident: .init("2"), kind: kind, subject: Subject(source: "tills", platform: .enad, item: Item(id: "7", sku: sku)),
            from: .ok, to: .out, since: .start, trouble: trouble, decidedAt: .start)
    }

    private static func rule(_ name: String, _ send: [String], on: Set<AlertKind> = AlertKind.stock, where condition: Where = .always) -> Rule {
        Rule(id: "purchasing/\(name)", name: name, on: on, where: condition, send: send.map { Address(text: $0) })
    }

    private static func wishes(_ rules: [Rule], _ alert: Alert = alert(), otherwise: String? = nil) -> [String] {
        let routing = Routing(
            departments: [Department(name: "purchasing", locale: "en", timeZone: "UTC", rules: rules)], otherwise: otherwise.map { Address(text: $0) }
        )
        return routing.desire(alert).wishes.map { "\($0.rule.id) \($0.address)" }
    }

    @Test func everyRuleThatMatchesSendsButAnAddressOnce() {
        let rules = [Self.rule("a", ["mail:x@example.com", "chat"]), Self.rule("b", ["chat", "mail:y@example.com", "chat"])]
        #expect(
            Self.wishes(rules) == ["purchasing/a mail:x@example.com", "purchasing/a chat", "purchasing/b mail:y@example.com"])
    }

    @Test func departmentsAreIndependent() {
        let routing = Routing(departments: [.wanting("purchasing", "chat"), .wanting("sales", "chat"), .wanting("help", "chat", on: [.refilled])])
        let desire = routing.desire(Self.alert())
        #expect(desire.wishes.map(\.department) == ["purchasing", "sales"])
        #expect(desire.verdicts.map(\.isMatch) == [true, true, false])
    }

    @Test(
        arguments: [
            (.outOfStock, [.outOfStock], true), (.outOfStock, [.lowStock], false), (.backInStock, AlertKind.restock, true),
            (.refilled, AlertKind.restock, true),
            (.outOfStock, AlertKind.restock, false), (.trouble, AlertKind.stock, false), (.lowStock, AlertKind.stock, true),
        ] as [(AlertKind, Set<AlertKind>, Bool)])
    func aRuleHearsItsKinds(_ kind: AlertKind, _ on: Set<AlertKind>, _ isMatch: Bool) {
        #expect(Self.wishes([Self.rule("a", ["chat"], on: on)], Self.alert(kind)).isEmpty != isMatch)
    }

    @Test func everyRuleSaysWhy() {
        let routing = Routing(departments: [
            Department(
                name: "purchasing", locale: "en", timeZone: "UTC",
                rules: [
                    Self.rule("kinds", ["chat"], on: [.lowStock, .refilled]),
                    Self.rule("sku", ["chat"], where: .field(.sku, .matches([Glob("X-*")]))),
                    Self.rule("place", ["chat"], where: .field(.place, .not(.matches([Glob("*")])))),
                ])
        ])
        let verdicts = routing.desire(Self.alert()).verdicts
        #expect(verdicts.map(\.isMatch) == [false, false, true])
        #expect(
            verdicts.map(\.reasons) == [
                ["hears low-stock, refilled; this is out-of-stock"], ["sku \"ESP-900\" is not X-*"], ["place is not told by tills"],
            ])
    }

    @Test func otherwiseHearsWhatNobodyWants() {
        let deaf = [Self.rule("a", ["chat"], on: [.refilled])]
        #expect(Self.wishes(deaf, otherwise: "mail:ops@example.com") == ["otherwise mail:ops@example.com"])
        #expect(Self.wishes([Self.rule("a", ["chat"])], otherwise: "mail:ops@example.com") == ["purchasing/a chat"])
        #expect(Self.wishes(deaf).isEmpty)
    }

    @Test(
        arguments: [
            ("channel:mail", ["mail:ops@example.com", "sms:+491511234567"], nil, "sms:+491511234567"),
            ("channel:sms", ["mail:ops@example.com", "sms:+491511234567"], nil, "mail:ops@example.com"),
            ("template:x", ["mail:ops@example.com", "chat"], nil, "mail:ops@example.com"), ("channel:mail", ["mail:ops@example.com"], nil, nil),
            ("channel:mail", ["mail:ops@example.com"], "chat", "chat"), ("channel:mail", [], "mail:ops@example.com", nil),
            ("template:x", [], "chat", "chat"),
        ] as [(String, [String], String?, String?)])
    func theOperatorHearsOfTroubleByAnotherChannel(_ key: String, _ operators: [String], _ otherwise: String?, _ told: String?) {
        let routing = Routing(
            departments: [.wanting("purchasing", "hook", on: AlertKind.stock)], otherwise: otherwise.map { Address(text: $0) },
            operators: operators.map { Address(text: $0) })
        let desire = routing.desire(Self.alert(.trouble, trouble: Trouble(key: key, title: "", text: "", fix: "")))
        #expect(desire.wishes.map(\.address.description) == [told].compactMap { $0 })
        #expect(desire.wishes.allSatisfy { $0.department == Routing.house })
    }

    /// A rule that names `trouble` hears it too, beside the operator, and by no channel that is in trouble.
    @Test func aDepartmentMayHearOfTrouble() {
        let routing = Routing(
            departments: [.wanting("it", "chat", "mail:it@example.com", on: [.trouble])], operators: [Address(text: "mail:ops@example.com")])
        func told(_ key: String) -> [String] {
            let alert = Self.alert(.trouble, trouble: Trouble(key: key, title: "", text: "", fix: ""))
            return routing.desire(alert).wishes.map { "\($0.department) \($0.address)" }
        }
        #expect(told("template:x") == ["it chat", "it mail:it@example.com", "stockbell mail:ops@example.com"])
        #expect(told("channel:chat") == ["it mail:it@example.com", "stockbell mail:ops@example.com"])
        #expect(told("channel:mail") == ["it chat"])
    }

    @Test func theHouseIsADepartment() {
        let routing = Routing(departments: [.wanting("sales", "chat")], houseLocale: "de", houseTimeZone: "Europe/Berlin")
        #expect(routing.department("sales")?.locale == "en")
        #expect(routing.department(Routing.house)?.locale == "de")
        #expect(routing.department("nobody") == nil)
    }
}
