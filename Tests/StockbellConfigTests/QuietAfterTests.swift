import StockbellConfig
import StockbellCore
import Testing

@Suite struct QuietAfterTests {
    private func read(_ quietAfter: String?) -> ConfigResult {
        let member = quietAfter.map { ", \"quietAfter\": \($0)" } ?? ""
        return StockbellConfigTests.read(shop(sources: "\"s\": { \"platform\": \"enad\", \"unsigned\": true\(member) }"))
    }

    @Test(
        arguments: [
            (nil, .learned), (#""30m""#, .after(.seconds(1800))), (#"{ "after": "2d" }"#, .after(.seconds(172_800))), (#""never""#, .never),
        ] as [(String?, SourceSettings.QuietAfter)])
    func itIsTaken(_ quietAfter: String?, _ value: SourceSettings.QuietAfter) throws {
        let result = read(quietAfter)
        #expect(try #require(result.settings, "\(result.problems)").sources[0].quietAfter == value)
    }

    @Test(arguments: [
        (#""soon""#, #"sources.s.quietAfter: "soon" is no time; write "30m", "12h" or "3d""#),
        (#""10s""#, #"sources.s.quietAfter: "10s" is not from "2m" to "90d""#),
        ("{}", #"sources.s.quietAfter: needs "after", such as "after": "20m""#),
        (
            #"{ "after": "20m", "during": "office" }"#,
            #"sources.s.quietAfter.during: there are no "calendars"; add "calendars": { "office": { "open": ["mon-fri 08:00-18:00"] } }"#
        ),
        ("30", #"sources.s.quietAfter: must be a time such as "30m", "12h" or "3d", found a number; put it in quotes"#),
    ])
    func oneMistakeIsOneMessage(_ quietAfter: String, _ message: String) {
        #expect(read(quietAfter).errors.map { "\($0.path): \($0.message)" } == [message])
    }
}
