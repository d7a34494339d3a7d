import StockbellConfig
import StockbellCore
import Testing

/// `otherwise`, `exclude` and `templates`.
@Suite struct HouseRuleTests {
    private func read(_ rest: String) -> ConfigResult {
        StockbellConfigTests.read(
            """
            { "sources": { "shop": { "platform": "enad", "unsigned": true } }, "lists": { "tests": ["TEST-*"] },
              "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" } },
              \(rest) }
            """)
    }

    private func otherwise(_ text: String, rest: String = "") throws -> Rule? {
        let result = read("\(rest) \"otherwise\": \(text)")
        return try #require(result.settings, "\(result.problems)").routing.otherwise
    }

    @Test func anAddressIsARule() throws {
        let rule = try #require(try otherwise(#""mail:ops@example.com""#))
        #expect(rule == Routing.otherwise([Address(text: "mail:ops@example.com")]))
        let long =
            #"{ "send": ["mail:a@example.com", "mail:b@example.com"], "where": { "not": { "list": "tests" } }, "limit": "none", "on": "low-stock" }"#
        let other = try #require(try otherwise(long))
        #expect(other.send.count == 2 && other.limit == .off && other.on == [.lowStock] && other.where != .always && other.id == "otherwise")
        #expect(try otherwise(#"{ "send": "mail:ops@example.com", "mode": "off" }"#) == nil)
        #expect(try otherwise(#"{ "send": "mail:ops@example.com", "mode": "trial" }"#)?.mode == .trial)
        let limited = try otherwise(#""mail:ops@example.com""#, rest: #""defaults": { "limit": { "max": 3 } },"#)
        #expect(limited?.limit == .people(Limit(max: 3, per: .seconds(600))))
    }

    @Test(arguments: [
        (#""otherwise": {}"#, #"otherwise: needs "send", such as "send": ["buyers", "mail:buyers@example.com"]"#),
        (#""otherwise": 5"#, "otherwise: must be an address"),
        (#""otherwise": { "send": "mail:a@example.com", "name": "x" }"#, "otherwise.name: is for rules of departments; leave it out"),
        (#""otherwise": { "send": "mail:a@example.com", "across": "place" }"#, "otherwise.across: is for rules of departments; leave it out"),
        (
            #""otherwise": { "send": "mail:a@example.com", "where": "unmatched" }"#,
            #"otherwise.where: "unmatched" is what it hears anyway; leave it out"#
        ),
        (#""otherwise": { "send": "mail:a@example.com", "on": "trouble" }"#, "otherwise.on: mismatch and trouble are told to rules"),
        (#""exclude": [{ "where": { "sku": "A" } }]"#, #"exclude[0]: needs "because", such as "because": "test items""#),
        (#""exclude": [{ "where": {}, "because": "x" }]"#, "exclude[0].where: is so of every item: nobody would hear of anything"),
        (#""exclude": [{ "where": "unmatched", "because": "x" }]"#, #"exclude[0].where: "unmatched" is for a rule of a department as a whole"#),
        (
            #""departments": { "d": { "templates": "purchsing" }, "purchasing": {} }"#,
            #"departments.d.templates: there is no department "purchsing"; did you mean "purchasing"?"#
        ),
        (#""departments": { "d": { "templates": "d" } }"#, "departments.d.templates: is the department itself"),
        (
            #""departments": { "a": { "templates": "b" }, "b": { "templates": "c" }, "c": {} }"#,
            #"departments.a.templates: "b" shares the letters of "c"; name that one"#
        ),
    ])
    func oneMistakeIsOneMessage(_ rest: String, _ message: String) throws {
        let found = read(rest).errors.map { "\($0.path): \($0.message)" }
        #expect(found.count == 1 && found.first?.hasPrefix(message) == true, "\(found)")
    }

    @Test func whatIsExcludedIsInOrder() throws {
        let result = read(#""exclude": [{ "where": { "list": "tests" }, "because": "test items" }, { "where": { "sku": "X" }, "because": "x" }]"#)
        #expect(try #require(result.settings, "\(result.problems)").routing.exclude.map(\.because) == ["test items", "x"])
    }

    @Test func aDepartmentSharesLetters() throws {
        let result = read(
            #""departments": { "a": { "templates": "b", "rules": [{ "send": "mail:a@example.com" }] }, "b": { "rules": [{ "send": "mail:b@example.com" }] } }"#
        )
        #expect(try #require(result.settings, "\(result.problems)").routing.departments.map(\.letterFolder) == ["b", "b"])
    }
}
