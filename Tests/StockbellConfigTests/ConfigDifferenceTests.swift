import StockbellConfig
import Testing

@Suite struct ConfigDifferenceTests {
    @Test(arguments: [
        (#"{ "listen": "127.0.0.1:8080" }"#, #"{ /* same */ listen: '127.0.0.1:8080', }"#, [String]()),
        (#"{ "defaults": { "locale": "en" } }"#, #"{ "defaults": { "locale": "de" } }"#, [#"defaults.locale was "en", is "de""#]),
        (
            #"{ "departments": { "sales": { "rules": [{ "name": "gone", "on": "out-of-stock", "send": "chat" }] } } }"#,
            #"{ "departments": { "sales": { "rules": [{ "name": "gone", "on": ["out-of-stock", "restock"], "send": "chat" }] } } }"#,
            [#"departments.sales.rules.gone.on was "out-of-stock", is ["out-of-stock", "restock"]"#]
        ),
        (
            #"{ "departments": { "sales": { "rules": [{ "name": "a", "send": "x" }, { "name": "b", "send": "x" }] } } }"#,
            #"{ "departments": { "sales": { "rules": [{ "name": "b", "send": "x" }, { "name": "c", "send": "x" }] }, "it": {} } }"#,
            [
                #"departments.sales.rules.c is new: { name: "c", send: "x" }"#, "departments.sales.rules.a is gone", "departments.it is new: {  }",
            ]
        ),
        (
            #"{ "departments": { "sales": { "rules": [{ "name": "a" }, { "name": "b" }] } } }"#,
            #"{ "departments": { "sales": { "rules": [{ "name": "b" }, { "name": "a" }] } } }"#, ["departments.sales.rules stand in another order"]
        ),
        (#"{ "thresholds": [{ "low": 5 }] }"#, #"{ "thresholds": [{ "low": 6 }] }"#, ["thresholds was [{ low: 5 }], is [{ low: 6 }]"]),
    ])
    func whatIsDifferentIsSaidByItsPlace(_ old: String, _ new: String, _ lines: [String]) {
        #expect(ConfigDifference.lines(from: old, to: new) == lines)
    }

    @Test func secretsAndPeopleAreNotShown() {
        let old = #"{ "admin": { "token": "old-secret" }, "channels": { "a": { "url": "https://h/old" } }, "people": { "anna": { "sms": "+491" } } }"#
        let new =
            #"{ "admin": { "token": "new-secret" }, "channels": { "a": { "url": "https://h/new" }, "b": { "url": "https://h/s" } }, "people": {} }"#
        #expect(
            ConfigDifference.lines(from: old, to: new)
                == ["admin.token is another", "channels.a.url is another", "channels.b is new", "people.anna is gone"])
    }
}
