import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

@Suite(.timeLimit(.minutes(1))) struct FeedbackReceptionTests {
    /// Judges by the query.
    struct Reader: FeedbackReader {
        func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
            switch call.query {
            case "forged": .refused(reason: "the token is wrong")
            case "strange": .nonsense(reason: "no status")
            case "nothing": .understood([])
            case "stop": .understood([.optOut(recipient: "+4915112345671", because: "STOP")], answer: .init(contentType: "text/xml", body: "<R/>"))
            default: .understood([.report(DeliveryReport(.provider(call.query), .arrived, detail: "1"))])
            }
        }
    }

    private static let sms = ChannelSettings(
        name: "sms", kind: .kannel(KannelSettings(url: Secret("http://127.0.0.1:9/"), username: "u", password: Secret("p"))))
    private let house = House(.fixture([.hook(), Self.sms], send: "hook"))

    private var reception: FeedbackReception { FeedbackReception(["sms": Reader()], clerk: house.clerk, log: .silent) }

    private func take(_ query: String, channel: String = "sms") async -> FeedbackAnswer {
        await reception.take(FeedbackCall(method: "GET", query: query), channel: channel, at: house.clock.now)
    }

    @Test func eachCallHasItsAnswer() async throws {
        try await house.run { house in
            #expect(await take("forged") == .refused)
            #expect(await take("strange") == .nonsense)
            #expect(await take("nothing") == .taken(.empty))
            #expect(await take("stop", channel: "hook") == .unknownChannel)
            #expect(await take("stop") == .taken(.init(contentType: "text/xml", body: "<R/>")))
            // It was answered, so it is there.
            let listed = try await house.store.suppressedAddresses()
            #expect(listed.map(\.key.recipient) == ["+4915112345671"])
        }
    }

    @Test func reportsOfNothingKnownAreCounted() async throws {
        try await house.run { house in
            for query in ["G1", "G2", "stop"] { _ = await take(query) }
            let counts = try #require(house.clerk.feedback["sms"])
            #expect(counts.taken == 3 && counts.strays == 2)
        }
    }

    @Test func whatCannotBeWrittenIsToComeAgain() async throws {
        try await house.run { house in
            house.store.fail { _ in throw StoreTrouble.full }
            #expect(await take("stop") == .unavailable)
            // It is known by now, and nobody waits for the next try.
            #expect(await take("stop") == .unavailable)
            house.store.recover()
        }
        #expect(try await house.store.suppressedAddresses().isEmpty)
    }
}
