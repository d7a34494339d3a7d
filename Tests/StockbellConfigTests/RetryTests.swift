import StockbellConfig
import StockbellCore
import Testing

@Suite struct RetryTests {
    private static let types = [
        ("smtp", #""url": "smtps://m.example.com", "from": "a@example.com""#, ChannelSettings.Class.mail),
        ("slack", #""url": "https://a.example.com/""#, .chat), ("webhook", #""url": "https://a.example.com/""#, .webhook),
        ("kannel", #""url": "https://a.example.com/", "username": "u", "password": "p""#, .sms),
    ]

    private func read(_ members: String, _ type: String = "slack") -> ConfigResult {
        let keys = Self.types.first { $0.0 == type }?.1 ?? ""
        return StockbellConfigTests.read(shop(channels: "\"c\": { \"type\": \"\(type)\", \(keys), \"retry\": { \(members) } }"))
    }

    private func schedule(_ members: String, _ type: String = "slack") throws -> RetrySchedule {
        let result = read(members, type)
        return try #require(result.settings?.channel("c"), "\(result.problems)").retry
    }

    @Test func whatIsNotWrittenIsAsTheTypeHasIt() throws {
        for (type, _, kind) in Self.types {
            #expect(try schedule("", type) == kind.defaultRetry)
            #expect(try schedule(#""horizon": "1h", "longest": "20m""#, type).first == kind.defaultRetry.first)
        }
    }

    @Test func eachKeyIsTaken() throws {
        let all = try schedule(#""first": "30s", "longest": "10m", "horizon": "2d""#, "kannel")
        #expect(all == RetrySchedule(first: .seconds(30), longest: .seconds(600), horizon: .seconds(2 * 86400)))
    }

    @Test(arguments: [
        (#""first": "20m""#, #"channels.c.retry.first: 20 min is longer than "longest", which is 15 min where it is not written"#),
        (#""first": "20m", "longest": "10m""#, #"channels.c.retry.first: 20 min is longer than "longest", which is 10 min"#),
        (#""longest": "2s""#, #"channels.c.retry.longest: 2 s is shorter than "first", which is 5 s where it is not written"#),
        (#""longest": "1d""#, #"channels.c.retry.longest: 1 d is longer than "horizon", which is 12 h where it is not written"#),
        (#""horizon": "5m""#, #"channels.c.retry.horizon: 5 min is shorter than "longest", which is 15 min where it is not written"#),
        (#""horizon": "31d""#, #"channels.c.retry.horizon: "31d" is not from "1m" to "30d""#),
        (#""first": "0s""#, #"channels.c.retry.first: "0s" is not from "1s" to "1d""#),
        (#""first": "soon""#, #"channels.c.retry.first: "soon" is no time; write "30s", "15m" or "12h""#),
        (#""pause": "5s""#, "channels.c.retry.pause: unknown key; here belong first, longest, horizon"),
    ])
    func oneMistakeIsOneMessage(members: String, message: String) {
        #expect(read(members).errors.map { "\($0.path): \($0.message)" } == [message])
    }
}
