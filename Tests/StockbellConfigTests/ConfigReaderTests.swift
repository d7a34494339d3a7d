import FoundationEssentials
import StockbellConfig
import StockbellCore
import Testing

@Suite struct ConfigReaderTests {
    @Test func fiveMistakesAreFiveLocatedMessages() {
        let text = """
            // a shop
            {
              "lisen": "127.0.0.1:8080",
              "sources": { "tills": { "platform": "enad", "secret": "abc" } },
              "channels": {
                "ops": { "type": "smpt", "url": "smtps://mail.example.com", "from": "ops@example.com" }
              },
              "departments": {
                "sales": {
                  "rules": [
                    { "on": "out-of-stok", "send": "ops:sales@example.com" },
                    { "send": "opps:sales@example.com" },
                  ]
                }
              }
            }
            """
        #expect(
            problems(text) == [
                #"config.json:3:3: lisen: unknown key; did you mean "listen"?"#,
                "config.json:4:57: sources.tills.secret: Enad signs nothing, so a secret cannot be checked; "
                    + #"let it send a header and name that in "expectHeader": { "x-api-key": "…" }"#,
                #"config.json:6:22: channels.ops.type: unknown type "smpt"; did you mean "smtp"?"#,
                #"config.json:11:17: departments.sales.rules[0].on: unknown kind of alert "out-of-stok"; did you mean "out-of-stock"?"#,
                #"config.json:12:19: departments.sales.rules[1].send: no channel is named "opps"; did you mean "ops"?"#,
            ])
        #expect(read(text).settings == nil)
    }

    @Test func aSyntaxErrorIsOneLocatedMessage() {
        #expect(
            problems("{\n  \"listen\": \"127.0.0.1:1\"\n  \"store\": \"x\",\n  lisen: 1\n}") == [
                "config.json:2:26: a comma is missing here, before a text in quotes"
            ])
        #expect(problems("") == ["config.json:1:1: expected a value, found the end of the text"])
    }

    @Test func aKeyThatStandsTwiceIsAnErrorBesideTheOthers() {
        #expect(
            problems("{ \"otherwise\": \"x\",\n \"store\": \"a\", \"store\": \"b\" }")
                == [
                    #"config.json:1:1: warning: has no "sources", so nothing can come in"#,
                    #"config.json:1:16: otherwise: no channel is named "x"; there are none"#,
                    #"config.json:2:16: the key "store" stands twice, first in line 2"#,
                ].filter { !$0.contains("warning") })
    }

    @Test func anEmptyObjectHasTheDefaultsAndTwoWarnings() throws {
        let settings = try settings("{}")
        #expect(settings.listen.description == "127.0.0.1:8080" && settings.admin.description == "127.0.0.1:8081")
        #expect(settings.store == "/shop/data/stockbell.sqlite" && settings.folder == "/shop")
        #expect(settings.routing.houseTimeZone == "UTC" && settings.routing.houseLocale == "en")
        #expect(settings.publicURL == nil && settings.adminToken == nil && settings.routing.otherwise == nil && settings.thresholds.lines.isEmpty)
        #expect(
            problems("{}") == [
                #"config.json:1:1: warning: has no "sources", so nothing can come in"#,
                #"config.json:1:1: warning: has neither "departments" nor "otherwise", so nobody is told anything"#,
            ])
    }

    @Test(arguments: ["[]", "1", "null", "\"x\"", "true"])
    func whatIsNoObjectIsRefused(text: String) {
        #expect(problems(text).count == 1 && problems(text)[0].hasPrefix("config.json:1:1: must be an object { … }, found "))
    }

    @Test(arguments: [
        ("listen", "8080", #"listen: must be host:port, found a number; put it in quotes"#),
        ("listen", "\"8080\"", "listen: \"8080\" is no host:port; write \"127.0.0.1:8080\" for this machine only, \"0.0.0.0:8080\" for all networks"),
        ("listen", "\"a:70000\"", "listen: \"a:70000\" has no port from 0 to 65535 behind its last colon"),
        ("listen", "\"::1:80\"", "listen: \"::1:80\" has no valid host; write \"127.0.0.1:8080\", or \"[::1]:8080\" with an IPv6 address"),
        (
            "listen", "\"256.1.1.1:80\"",
            "listen: \"256.1.1.1:80\" has no valid host; write \"127.0.0.1:8080\", or \"[::1]:8080\" with an IPv6 address"
        ),
        ("publicURL", "\"ftp://a\"", "publicURL: must begin with https:// or http://"),
        ("publicURL", "\"https://a/?b\"", "publicURL: ends in a \"?…\" part; paths are added to it, so leave that out"),
        ("publicURL", "\"https://u:p@a/\"", "publicURL: holds a user name; those have keys of their own, as URLs end up in logs"),
        ("publicURL", "\"https:///x\"", "publicURL: has no valid host; write https://host.example.com/path"),
        (
            "publicURL", "\"https://exa mple.com\"",
            "publicURL: has a blank or a letter outside ASCII; write those as %XX, and a host name in its xn-- form"
        ),
        ("store", "\"\"", "store: must not be empty"),
        ("store", "\"a\\nb\"", "store: holds the control character U+A; write it in one line without"),
        ("store", "\"postgres://db/stock\"", "store: \"postgres://\" is not built yet; write the path of a file"),
        (
            "admin", "{ \"listen\": \"127.0.0.1:8080\" }",
            "admin.listen: is the same as \"listen\", which is open to the world; take another port, such as \"127.0.0.1:8081\""
        ),
        (
            "admin", "{ \"listen\": \"0.0.0.0:8090\" }",
            "admin.listen: \"0.0.0.0:8090\" is reached from other machines, so \"admin\" needs a \"token\""
        ),
        ("admin", "{ \"listen\": \"0.0.0.0:8090\", \"token\": \"\" }", "admin.token: must not be empty"),
        (
            "defaults", "{ \"timeZone\": \"Berlin\" }",
            "defaults.timeZone: unknown time zone \"Berlin\"; write one of the IANA names, such as \"Europe/Berlin\" or \"UTC\""
        ),
        ("defaults", "{ \"locale\": \"German\" }", "defaults.locale: \"German\" is no language; write \"en\", \"de\" or \"de-AT\""),
        ("defaults", "{ \"operator\": [] }", "defaults.operator: must not be empty; leave the key out"),
        ("thresholds", "[{ \"low\": -1 }]", "thresholds[0].low: must be a number from 0 to a billion"),
        ("thresholds", "[{ \"low\": \"shop\" }]", "thresholds[0].low: must be a number from 0 to a billion, or \"platform\""),
        (
            "thresholds", "[{ \"low\": 5, \"okAbove\": 4.5 }]",
            "thresholds[0].okAbove: is less than \"low\", 5; an item cannot be well again while it is low"
        ),
        ("thresholds", "[{ \"where\": { \"place\": \"1\" } }]", "thresholds[0]: sets none of \"low\", \"okAbove\" and \"backAbove\"; add one"),
        (
            "thresholds", "[{ \"where\": { \"place\": 1 }, \"low\": 2 }]",
            "thresholds[0].where.place: must be a pattern, found a number; put it in quotes"
        ),
        ("thresholds", "{ \"low\": 5 }", "thresholds: must be a list of thresholds, found an object"),
        ("thresholds", "[{ \"low\": 5, \"days\": 14 }]", "thresholds[0].days: \"days\" is not built yet; leave it out"),
        (
            "thresholds", "[{ \"file\": \"t.csv\" }]",
            "thresholds[0].file: the file \"t.csv\" cannot be read; is it there, and open to this user?"
        ),
    ])
    func oneMistakeIsOneMessage(key: String, value: String, message: String) {
        let text = "{ \"\(key)\": \(value), \"sources\": { \"s\": { \"platform\": \"enad\", \"unsigned\": true } } }"
        let found = read(text).errors
        #expect(found.map { "\($0.path): \($0.message)" } == [message])
        #expect(found.allSatisfy { $0.line == 1 && $0.column > 1 })
    }

    @Test func adminOpenToOthersIsFineWithAToken() throws {
        let text = shop(rest: #""admin": { "listen": "0.0.0.0:8081", "token": "0123456789abcdef0123" },"#)
        let settings = try settings(text)
        #expect(problems(text) == [] && settings.adminToken?.reveal() == "0123456789abcdef0123")
        let short = problems(text.replacing("456789abcdef", with: ""))
        #expect(
            short == [
                "config.json:4:47: warning: admin.token: is shorter than 16 characters, and other machines can try it; "
                    + "make one with: openssl rand -hex 24"
            ])
    }

    @Test func portZeroMayStandTwice() throws {
        let settings = try settings(shop(rest: #""listen": "127.0.0.1:0", "admin": { "listen": "127.0.0.1:0" },"#))
        #expect(settings.listen.port == 0 && settings.admin.port == 0)
    }

    @Test func aWholeConfigurationBecomesSettings() throws {
        let settings = try settings(
            """
            { listen: "[::1]:80", publicURL: "https://stock.example.com/bell//", store: "/var/s.sqlite",
              defaults: { timeZone: "Europe/Berlin", locale: "de", operator: "mail:ops@example.com" },
              sources: {
                a: { platform: "digital-river", secret: ["new", "old"], testEvents: "drop", firstSight: "quiet" },
                b: { platform: "enad", expectHeader: { "X-Api-Key": "k", "other": "l" }, delta: "total" },
                c: { platform: "bigcommerce", unsigned: true } },
              thresholds: [{ where: { source: "a*", not: { sku: "T-*", place: "2" } }, okAbove: .5 }, { low: 12.25, backAbove: 2 }],
              channels: {
                mail: { type: "smtp", url: "smtp://mail.example.com", username: "u", password: "p", from: "Stock <s@example.com>",
                        helo: "h.example.com", timeout: "2m", concurrency: 64 },
                chat: { type: "slack", url: "https://hooks.example.com/x?y=z" },
                hook: { type: "webhook", url: "https://shop.example.com/", headers: { authorization: "Bearer t" },
                        secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" },
                sms: { type: "kannel", url: "https://sms.example.com/sendsms", username: "u", password: "p", from: "Stock", smsc: "x", maxSegments: 2,
                        ifUnsure: "repeat", segmentsPerDay: 200 } },
              departments: { sales: { locale: "de-AT", timeZone: "Europe/Vienna", segmentsPerDay: 50, rules: [
                { name: "all", on: ["*", "trouble"], where: { backorder: { not: true }, any: [{ sku: ["a", "b"] }, { item: "7" }] },
                  send: ["mail:x@example.com", "chat", "hook", "sms:+49 (151) 123-456.78"] } ] } } }
            """)
        #expect(
            settings.listen == .init(host: "::1", port: 80) && settings.publicURL == "https://stock.example.com/bell"
                && settings.store == "/var/s.sqlite")
        #expect(
            settings.sources[0]
                == SourceSettings(name: "a", platform: .digitalRiver, secrets: [Secret("new"), Secret("old")], testEvents: .drop, firstSight: .quiet))
        #expect(settings.sources[1].expectedHeaders == [.init(name: "X-Api-Key", value: Secret("k")), .init(name: "other", value: Secret("l"))])
        #expect(settings.sources[1].delta == .total && settings.sources[2].isUnsigned)
        let lines = settings.thresholds.lines
        #expect(
            lines[0].where
                == .all([
                    .field(.source, .matches([Glob("a*")])),
                    .not(.all([.field(.sku, .matches([Glob("T-*")])), .field(.place, .matches([Glob("2")]))])),
                ]))
        #expect(lines.map(\.low) == [nil, 12.25] && lines.map(\.okAbove) == [0.5, nil] && lines.map(\.backAbove) == [nil, 2])
        #expect(lines.map(\.origin) == ["thresholds[0], line 7", "thresholds[1], line 7"])
        let mail = SMTPSettings(
            host: "mail.example.com", port: 587, security: .starttls, username: "u", password: Secret("p"),
            from: try #require(Mailbox("Stock <s@example.com>")),
            helo: "h.example.com")
        #expect(settings.channels[0] == ChannelSettings(name: "mail", kind: .smtp(mail), timeout: .seconds(120), concurrency: 64))
        #expect(settings.channels[1] == ChannelSettings(name: "chat", kind: .slack(.init(url: Secret("https://hooks.example.com/x?y=z")))))
        #expect(settings.channels[3].ifUnsure == .repeat && settings.channels[2].concurrency == 32)
        #expect(settings.channels[3].text.segmentsPerDay == 200 && settings.routing.departments.first?.segmentsPerDay == 50)
        let rule = try #require(settings.routing.departments.first?.rules.first)
        #expect(rule.id == "sales/all" && rule.on == AlertKind.stock.union([.trouble]))
        #expect(rule.send.map(\.description) == ["mail:x@example.com", "chat", "hook", "sms:+4915112345678"])
        #expect(
            rule.where
                == .all([
                    .field(.backorder, .not(.equals(true))),
                    .any([.field(.sku, .matches([Glob("a"), Glob("b")])), .field(.item, .matches([Glob("7")]))]),
                ]))
        #expect(
            settings.routing.houseLocale == "de" && settings.routing.departments[0].locale == "de-AT"
                && settings.routing.departments[0].timeZone == "Europe/Vienna")
    }
}
