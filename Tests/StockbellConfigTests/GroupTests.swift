import StockbellConfig
import StockbellCore
import Testing

@Suite struct GroupTests {
    private func read(_ rules: String, department: String = "", rest: String = "") -> ConfigResult {
        StockbellConfigTests.read(
            shop(
                channels: #""chat": { "type": "slack", "url": "https://hooks.example.com/x" }"#,
                departments: "\"d\": { \(department) \"rules\": [\n\(rules)\n] }", rest: rest))
    }

    private func rules(_ text: String, department: String = "", rest: String = "") throws -> [Rule] {
        let result = read(text, department: department, rest: rest)
        return try #require(result.settings, "\(result.problems)").routing.departments[0].rules
    }

    private static func sku(_ pattern: String) -> Where { .field(.sku, .matches([Glob(pattern)])) }

    @Test func aGroupHandsItsKeysDownAndSendsNothing() throws {
        let found = try rules(
            """
            { "name": "Anna", "on": "low-stock", "where": { "sku": "A*" }, "send": "chat", "limit": "none", "outsideHours": "send", "letter": "vip", "rules": [
                { "name": "low" },
                { "name": "out", "on": "out-of-stock", "where": { "place": "2" }, "send": "mail:a@example.com", "limit": { "max": 3 }, "letter": "out",
                  "outsideHours": "later" },
                { "name": "deep", "where": { "sku": "AB*" }, "rules": [{ "on": "refilled" }] } ] },
            { "name": "last", "send": "chat" }
            """)
        #expect(found.map(\.name) == ["Anna/low", "Anna/out", "Anna/deep/refilled → chat", "last"])
        #expect(found.map(\.id).prefix(2) == ["d/Anna/low", "d/Anna/out"] && found[2].id.hasPrefix("d/Anna/deep/"))
        #expect(found.map(\.on) == [[.lowStock], [.outOfStock], [.refilled], AlertKind.stock])
        #expect(found.map { $0.send.map(\.description) } == [["chat"], ["mail:a@example.com"], ["chat"], ["chat"]])
        #expect(found.map(\.limit) == [.off, .own(Limit(max: 3, per: .seconds(600))), .off, .usual])
        #expect(found.map(\.letter) == ["vip", "out", "vip", nil])
        #expect(found.map { $0.outsideHours?.others } == [.send, .later, .send, nil])
        #expect(
            found.map(\.where) == [
                Self.sku("A*"), .all([Self.sku("A*"), .field(.place, .matches([Glob("2")]))]), .all([Self.sku("A*"), Self.sku("AB*")]), .always,
            ])
    }

    @Test func theRestIsCountedFromTheGroupOrTheRule() throws {
        let found = try rules(
            """
            { "name": "a", "send": "chat" }, { "name": "off", "mode": "off", "send": "chat" },
            { "name": "rest", "where": "unmatched", "rules": [
                { "name": "b", "send": "chat" }, { "name": "c", "where": { "sku": "C" }, "send": "chat" }, { "name": "d", "where": "unmatched", "send": "chat" } ] },
            { "name": "e", "send": "chat" }
            """)
        #expect(found.map(\.name) == ["a", "rest/b", "rest/c", "rest/d", "e"])
        #expect(found.map(\.restOf) == [nil, 1, 1, 3, nil])
        #expect(found[2].where == Self.sku("C"))
    }

    @Test func theStrictestModeCounts() throws {
        let rules = """
            { "name": "a", "send": "chat" }, { "name": "b", "mode": "trial", "send": "chat" },
            { "name": "g", "mode": "trial", "rules": [{ "name": "c", "send": "chat" }, { "name": "d", "mode": "off", "send": "chat" }] }
            """
        #expect(try self.rules(rules).map(\.mode) == [.live, .trial, .trial])
        #expect(read(rules).settings?.routing.departments[0].off == ["g/d"])
        #expect(try self.rules(rules, department: #""mode": "trial","#).map(\.mode) == [.trial, .trial, .trial])
        let off = read(rules, department: #""mode": "off","#)
        #expect(off.settings?.routing.departments[0].rules == [] && off.settings?.routing.departments[0].off == ["a", "b", "g/c", "g/d"])
    }

    @Test(
        arguments: [
            ("", "", .usual), (#""limit": { "max": 9 },"#, "", .people(Limit(max: 9, per: .seconds(600)))), (#""limit": "none","#, "", .off),
            ("", #""defaults": { "limit": { "max": 7, "per": "1h" } },"#, .people(Limit(max: 7, per: .seconds(3600)))),
            (#""limit": { "max": 9 },"#, #""defaults": { "limit": "none" },"#, .people(Limit(max: 9, per: .seconds(600)))),
        ] as [(String, String, Limit.Choice)])
    func limitsAreHandedDown(_ department: String, _ rest: String, _ limit: Limit.Choice) throws {
        let found = try rules(#"{ "send": "chat" }, { "send": "chat", "limit": { "max": 5 } }"#, department: department, rest: rest)
        #expect(found.map(\.limit) == [limit, .own(Limit(max: 5, per: .seconds(600)))])
        #expect(limit.limit(on: .webhook) == nil)
    }

    @Test(arguments: [
        (#"{ "rules": [{ "send": "chat" }] }"#, #": a group needs a "name", such as "name": "VIP"; its rules are kept under it"#),
        (#"{ "name": "g", "rules": [] }"#, ".rules: must not be empty; leave the group out"),
        (#"{ "name": "g", "rules": {} }"#, ".rules: must be a list of rules, found an object"),
        (#"{ "name": "g", "rules": [5] }"#, ".rules[0]: must be an object { … }, found a number"),
        (#"{ "name": "g", "rules": [{ "on": "*" }] }"#, #".rules[0]: needs "send", such as "send": ["buyers", "mail:buyers@example.com"]"#),
        (#"{ "name": "g", "sned": "chat", "rules": [{}] }"#, #".sned: unknown key; did you mean "send"?"#),
        (
            #"{ "name": "g", "limit": 5, "send": "chat", "rules": [{ "name": "a" }, { "name": "b" }] }"#,
            #".limit: must be an object such as { "max": 20, "per": "10m" }, or "none""#
        ),
        (
            #"{ "name": "g", "on": "mismatch", "send": "chat", "rules": [{ "name": "a", "across": "all-places" }, { "name": "b", "across": "all-places" }] }"#,
            #".on: a mismatch is of one place; give it a rule without "across""#
        ),
        (#"{ "letter": "Vip", "send": "chat" }"#, #".letter: must be the name of a letter such as "vip": small letters, digits and hyphens"#),
        (
            #"{ "letter": "storm", "send": "chat" }"#,
            #".letter: "storm" is what Stockbell itself writes of that kind; take another name, such as "vip""#
        ),
        (#"{ "mode": "tiral", "send": "chat" }"#, #".mode: unknown word "tiral"; did you mean "trial"?"#),
    ])
    func oneMistakeIsOneMessage(_ rule: String, _ message: String) {
        #expect(read(rule).errors.map { "\($0.path): \($0.message)" } == ["departments.d.rules[0]" + message])
    }

    @Test func twoRulesOfAGroupAreNotNamedAlike() {
        let found = read(#"{ "name": "g", "send": "chat", "rules": [{ "name": "a" }, { "name": "a", "on": "refilled" }] }"#).errors
        #expect(found.map(\.path) == ["departments.d.rules[0].rules[1].name"])
    }

    @Test(arguments: [
        (
            #"{ "name": "g", "mode": "trial", "rules": [{ "mode": "live", "send": "chat" }] }"#, "",
            "departments.d.rules[0].rules[0].mode: stands in a group that is on trial; the stricter one counts"
        ),
        (
            #"{ "mode": "live", "send": "chat" }"#, #""mode": "off","#,
            "departments.d.rules[0].mode: stands in a department that is off; the stricter one counts"
        ),
        (
            #"{ "where": "unmatched", "send": "chat" }"#, "",
            "departments.d.rules[0].where: no rule stands above it, so nothing is matched before it: put it last"
        ),
    ])
    func whatIsOddIsAWarning(_ rule: String, _ department: String, _ warning: String) {
        let found = read(rule, department: department)
        #expect(found.settings != nil && found.warnings.filter { !$0.path.hasPrefix("channels") }.map { "\($0.path): \($0.message)" } == [warning])
    }
}
