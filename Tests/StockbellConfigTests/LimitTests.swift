import StockbellConfig
import StockbellCore
import Testing

@Suite struct LimitTests {
    private func read(_ limit: String?) -> ConfigResult {
        let member = limit.map { ", \"limit\": \($0)" } ?? ""
        return StockbellConfigTests.read(shop(departments: "\"d\": { \"rules\": [{ \"send\": \"mail:a@example.com\"\(member) }] }"))
    }

    @Test(
        arguments: [
            (nil, .usual), (#""none""#, .off), (#"{ "max": 20 }"#, .own(Limit(max: 20, per: .seconds(600)))),
            (#"{ "max": 1, "per": "1h" }"#, .own(Limit(max: 1, per: .seconds(3600)))),
        ] as [(String?, Limit.Choice)])
    func itIsTaken(_ limit: String?, _ choice: Limit.Choice) throws {
        let result = read(limit)
        #expect(try #require(result.settings, "\(result.problems)").routing.departments[0].rules[0].limit == choice)
    }

    @Test(arguments: [
        ("20", #"departments.d.rules[0].limit: must be an object such as { "max": 20, "per": "10m" }, or "none""#),
        (#""off""#, #"departments.d.rules[0].limit: must be an object such as { "max": 20, "per": "10m" }, or "none""#),
        ("{}", #"departments.d.rules[0].limit: needs "max", such as "max": 20"#),
        (#"{ "max": 0 }"#, "departments.d.rules[0].limit.max: must be a whole number from 1 to 1000"),
        (#"{ "max": 5, "per": "10s" }"#, #"departments.d.rules[0].limit.per: "10s" is not from "1m" to "1d""#),
    ])
    func oneMistakeIsOneMessage(_ limit: String, _ message: String) {
        #expect(read(limit).errors.map { "\($0.path): \($0.message)" } == [message])
    }

    /// Nobody's phone rings more often for what was meant for chats.
    @Test(
        arguments: [
            (50, 600, [50, 50, 5, nil]), (3, 600, [3, 3, 3, nil]), (10, 3600, [10, 10, 10, nil]), (40, 3600, [40, 40, 5, nil]),
        ] as [(Int, Int, [Int?])])
    func oneForAllIsForPeople(_ max: Int, _ seconds: Int, _ expected: [Int?]) {
        let choice = Limit.Choice.people(Limit(max: max, per: .seconds(seconds)))
        #expect([.mail, .chat, .sms, .webhook].map { choice.limit(on: $0)?.max } == expected)
    }

    @Test func theUsualOneGoesByWhoReadsIt() {
        let usual = ChannelSettings.Class.allCases.map { Limit.Choice.usual.limit(on: $0)?.max }
        #expect(usual == [30, 20, 5, nil])
        #expect(ChannelSettings.Class.allCases.allSatisfy { Limit.Choice.off.limit(on: $0) == nil })
        #expect(Limit.Choice.own(Limit(max: 9, per: .seconds(60))).limit(on: .webhook)?.words == "9 messages in 1 min")
    }
}
