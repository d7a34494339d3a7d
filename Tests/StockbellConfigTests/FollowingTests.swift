import StockbellConfig
import StockbellCore
import Testing

@Suite struct FollowingTests {
    private func read(rule: String) -> ConfigResult {
        StockbellConfigTests.read(
            """
            { "channels": { "mail": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@example.com" },
                            "sms": { "type": "kannel", "url": "http://127.0.0.1:1/x", "username": "u", "password": "p" } },
              "departments": { "d": { "rules": [{ "send": "mail:a@example.com", \(rule) }] } } }
            """)
    }

    private func rule(_ text: String) throws -> Rule {
        let found = read(rule: text)
        return try #require(found.settings?.routing.departments.first?.rules.first, "\(found.problems)")
    }

    @Test func aRuleSaysWhatFollows() throws {
        let rule = try rule(
            #""remind": "24h", "fallback": ["sms:+4915112345671", "mail:b@example.com"], "escalate": [ { "after": "30m", "send": "sms:+4915112345672" },"#
                + #" { "after": "2h", "send": ["mail:c@example.com", "mail:d@example.com"] } ]"#)
        #expect(rule.remind == .seconds(86_400))
        #expect(rule.fallback.map(\.description) == ["sms:+4915112345671", "mail:b@example.com"])
        #expect(rule.escalate.map(\.after) == [.seconds(1800), .seconds(7200)])
        #expect(rule.escalate.map { $0.send.map(\.description) } == [["sms:+4915112345672"], ["mail:c@example.com", "mail:d@example.com"]])
    }

    @Test func oneStepNeedsNoList() throws {
        let rule = try rule(#""escalate": { "after": "30m", "send": "mail:c@example.com" }, "fallback": "mail:b@example.com""#)
        #expect(rule.escalate.count == 1 && rule.fallback.count == 1 && rule.remind == nil)
    }

    @Test(arguments: [
        (#""remind": "10s""#, "departments.d.rules[0].remind", "not from"),
        (#""remind": true"#, "departments.d.rules[0].remind", "must be"),
        (#""escalate": [ { "after": "30m" } ]"#, "departments.d.rules[0].escalate[0]", "needs"),
        (#""escalate": [ { "send": "mail:c@example.com" } ]"#, "departments.d.rules[0].escalate[0]", "needs"),
        (#""escalate": [ { "after": "30m", "send": "fax:1" } ]"#, "departments.d.rules[0].escalate[0].send", "no channel"),
        (
            #""escalate": [ { "after": "30m", "to": "mail:c@example.com", "send": "mail:c@example.com" } ]"#, "departments.d.rules[0].escalate[0].to",
            "unknown"
        ),
        (#""fallback": "buyers""#, "departments.d.rules[0].fallback", "no channel"),
    ])
    func aMistakeIsNamed(text: String, path: String, words: String) {
        let found = read(rule: text)
        #expect(found.errors.map(\.path) == [path] && found.errors.first?.message.contains(words) == true, "\(found.errors)")
    }

    @Test func whatIsNoUseIsOdd() {
        #expect(read(rule: #""fallback": "mail:a@example.com""#).problems.contains { $0.description.contains("no way out") })
        #expect(read(rule: #""on": "restock", "remind": "24h""#).problems.contains { $0.description.contains("good news") })
    }
}
