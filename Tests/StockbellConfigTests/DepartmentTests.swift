import StockbellConfig
import StockbellCore
import Testing

@Suite struct DepartmentTests {
    static let channels = #"""
        "chat": { "type": "slack", "url": "https://a.example.com/" },
        "sms": { "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p" }
        """#

    private func rules(_ rules: String) -> ConfigResult {
        read(
            shop(
                channels: Self.channels, departments: "\"d\": { \"rules\": [\(rules)] }",
                rest: #""defaults": { "operator": ["chat", "sms:+4915112345678"] },"#))
    }

    @Test(arguments: [
        (#"{ "send": "mail" }"#, #"send: "mail" needs a mail address, such as "mail:buyers@example.com""#),
        (#"{ "send": "mail:x" }"#, #"send: "mail:x" needs a mail address, such as "mail:buyers@example.com""#),
        (#"{ "send": "mail:x@example.com\r\nBcc: y@example.com" }"#, "send: holds the control character U+D; write it in one line without"),
        (#"{ "send": "mail:\u0000@example.com" }"#, "send: holds the control character U+0; write it in one line without"),
        (#"{ "send": "x@example.com" }"#, #"send: "x@example.com" names no channel; write "mail:" before it"#),
        (#"{ "send": "sms:0151" }"#, #"send: "sms:0151" needs a telephone number with + and country code, such as "sms:+4915112345678""#),
        (
            #"{ "send": "sms:@anna" }"#,
            #"send: "sms:@anna": there are neither "people" nor "duty"; add "people": { "anna": { … } }"#
        ),
        (#"{ "send": "chat:general" }"#, #"send: "chat:general" takes no recipient: the channel's URL is the destination; write "chat""#),
        (#"{ "send": "Chat" }"#, #"send: no channel is named "Chat"; did you mean "chat"?"#),
        (#"{ "send": "teams" }"#, #"send: no channel is named "teams"; there are "mail", "chat", "sms""#),
        (
            #"{ "send": ["chat", 5] }"#,
            #"send[1]: must be an address such as "mail:ops@example.com" or the name of a chat channel, found a number; put it in quotes"#
        ),
        (#"{ "on": "*" }"#, #": needs "send", such as "send": ["buyers", "mail:buyers@example.com"]"#),
        (#"{ "on": [], "send": "chat" }"#, "on: must not be empty; leave the key out"),
        (#"{ "name": "", "send": "chat" }"#, "name: must have from 1 to 64 letters"),
        (
            #"{ "where": { "any": ["unmatched"] }, "send": "chat" }"#,
            #"where.any[0]: "unmatched" is for a rule of a department as a whole; name what it is about"#
        ),
        (
            #"{ "where": { "list": "vip" }, "send": "chat" }"#,
            #"where.list: there are no "lists"; add "lists": { "vip": ["ESP-900", "TV-*"] }"#
        ),
        (#"{ "where": { "sku": { "<=": 3 } }, "send": "chat" }"#, #"where.sku.<=: "<=" is for numbers, such as a price"#),
        (#"{ "where": { "sku": [] }, "send": "chat" }"#, "where.sku: must not be empty; leave the key out"),
        (#"{ "where": { "sku": "" }, "send": "chat" }"#, "where.sku: must not be empty; \"*\" fits everything"),
        (#"{ "where": { "backorder": "no" }, "send": "chat" }"#, "where.backorder: must be true or false, found a text"),
        (#"{ "where": { "any": [] }, "send": "chat" }"#, "where.any: must not be empty; leave the key out"),
        (
            #"{ "where": { "any": [{ "not": [{ "plaec": "x" }] }] }, "send": "chat" }"#,
            #"where.any[0].not[0].plaec: unknown key; did you mean "place"?"#
        ),
        (#"{ "where": { "source": "shpo" }, "send": "chat" }"#, #"where.source: no source is named "shpo"; did you mean "shop"?"#),
        (#"{ "wait": "15", "send": "chat" }"#, #"wait: "15" is no time; write "15m", "2h" or "1d""#),
    ])
    func oneMistakeIsOneMessage(rule: String, message: String) {
        let found = rules(rule).errors.map { "\($0.path): \($0.message)" }
        #expect(found == ["departments.d.rules[0]\(message.hasPrefix(":") ? "" : ".")\(message)"])
    }

    @Test func namesAreOnceInADepartment() {
        #expect(
            rules("{ name: 'a', send: 'chat' },\n{ name: 'b', send: 'chat' },\n{ name: 'a', on: 'refilled', send: 'chat' }").problems.map(
                \.description) == [
                    "config.json:6:9: departments.d.rules[2].name: "
                        + "is named \"a\" like departments.d.rules[0] in line 4; give each rule a name of its own"
                ])
        #expect(rules("{ send: 'chat' }, { 'send': \"chat\", }").errors.map(\.path) == ["departments.d.rules[1]"])
    }

    /// What was sent is kept under the rule's id: neither its place, nor its layout, nor its neighbours may change it.
    @Test func theIdOfARuleWithoutANameStays() throws {
        let rule = "{ on: 'out-of-stock', where: { sku: 'A' }, send: ['chat'] }"
        let first = try #require(rules(rule).settings?.routing.departments[0].rules[0])
        #expect(first.id == "d/f879c3e88f35a598")
        #expect(first.name == "out-of-stock → chat")
        let laidOut = "{ send: 'mail:x@example.com' },\n{ \"send\": [ 'chat', ], // c\n \"where\": { \"sku\": \"A\" }, on: 'out-of-stock' }"
        #expect(rules(laidOut).settings?.routing.departments[0].rules[1].id == first.id)
        #expect(rules(rule.replacing("'A'", with: "'B'")).settings?.routing.departments[0].rules[0].id != first.id)
    }

    @Test func rulesCalledAlikeAreCounted() {
        let named = rules(
            "{ send: 'chat' }, { where: { sku: 'A' }, send: 'chat' }, { on: ['restock', 'low-stock'], send: ['chat', 'sms:+4915112345678'] }")
        #expect(
            named.settings?.routing.departments[0].rules.map(\.name) == [
                "all → chat", "all → chat (2)", "restock, low-stock → chat, sms:+4915112345678",
            ])
    }

    @Test(
        arguments: [
            ("'*'", AlertKind.stock), ("'restock'", AlertKind.restock), ("['low-stock', 'trouble']", [.lowStock, .trouble]),
            ("'back-in-stock'", [.backInStock]),
        ] as [(String, Set<AlertKind>)])
    func kindsOfAlerts(on: String, kinds: Set<AlertKind>) {
        #expect(rules("{ on: \(on), send: 'chat' }").settings?.routing.departments[0].rules[0].on == kinds)
    }

    @Test func anAddressThatStandsTwiceIsAWarning() {
        let found = rules("{ send: ['sms:+4915112345678', 'sms:+49 151 12345678'] }")
        #expect(
            found.problems.map { "\($0.severity) \($0.path): \($0.message)" } == ["warning departments.d.rules[0].send[1]: stands twice in this rule"]
        )
        #expect(found.settings?.routing.departments[0].rules[0].send == [Address(channel: "sms", recipient: "+4915112345678")])
    }

    @Test(arguments: [
        (
            #""stockbell": { "rules": [{ "send": "mail:a@example.com" }] }"#,
            #"error departments.stockbell: "stockbell" is Stockbell's own name for "otherwise" and "operator"; take another"#
        ),
        (
            #""Stockbell": { "rules": [{ "send": "mail:a@example.com" }] }"#,
            #"error departments.Stockbell: "stockbell" is Stockbell's own name for "otherwise" and "operator"; take another"#
        ),
        (#""sales": {}"#, "warning departments.sales: has no rules, so it hears nothing"),
        (
            #""sales": { "locale": "fr", "rules": [{ "send": "mail:a@example.com" }] }"#,
            #"warning departments.sales.locale: "fr" has no built-in letters (there are "en" and "de"); bring your own in templates/"#
        ),
    ])
    func departments(department: String, problem: String) {
        #expect(read(shop(departments: department)).problems.map { "\($0.severity) \($0.path): \($0.message)" } == [problem])
    }

    @Test func aThresholdBelowOneForEverythingIsAWarning() {
        let found = read(shop(rest: "\"thresholds\": [{ \"low\": 5 },\n{ \"where\": { \"sku\": \"A\" }, \"low\": 7 }, { \"okAbove\": 8 }],"))
        #expect(
            found.problems.map(\.description) == [
                "config.json:5:1: warning: thresholds[1]: is never asked: line 4 decides for every item; put that one last"
            ])
    }
}
