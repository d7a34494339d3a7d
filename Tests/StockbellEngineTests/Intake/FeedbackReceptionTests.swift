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
            case "unclear": .unheeded(reason: "STOP came from \"0151\"", answer: .init(contentType: "text/xml", body: "<R/>"))
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
            #expect(await take("unclear") == .taken(.init(contentType: "text/xml", body: "<R/>")))
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

    @Test func whatIsNotTakenIsCountedToo() async throws {
        try await house.run { house in
            let reception = reception
            for query in ["forged", "G1", "strange", "forged", "nothing", "unclear"] {
                _ = await reception.take(FeedbackCall(method: "GET", query: query), channel: "sms", at: house.clock.now)
            }
            _ = await reception.take(FeedbackCall(method: "GET", query: "G1"), channel: "no-such", at: house.clock.now)
            #expect(reception.counts.keys.sorted() == ["sms"], "what strangers write is no label")
            var counts = FeedbackCounts()
            (counts.taken, counts.strays, counts.unheeded, counts.refused, counts.nonsense) = (1, 1, 1, 2, 1)
            #expect(reception.counts["sms"] == counts)
        }
    }

    /// Anybody can call: the log must not grow with that.
    ///
    /// A wish that is lost is told every time, for it was genuine.
    @Test func theLogTellsOfStrangersOnceAMinute() async throws {
        let lines = Record<String>()
        let reception = FeedbackReception(["sms": Reader(), "hook": Reader()], clerk: house.clerk, log: .recording(to: lines))
        let start = house.clock.now
        for (second, query, channel) in [
            (0, "forged", "sms"), (1, "strange", "sms"), (2, "unclear", "sms"), (30, "forged", "hook"), (59, "forged", "sms"), (59, "unclear", "sms"),
            (60, "forged", "sms"), (119, "forged", "sms"), (300, "strange", "sms"),
        ] as [(Double, String, String)] {
            _ = await reception.take(FeedbackCall(method: "GET", query: query), channel: channel, at: start.addingTimeInterval(second))
        }
        let unheeded = "Channel sms: STOP came from \"0151\"; `stockbell suppress` or `allow` does by hand what they want"
        #expect(
            lines.values == [
                "A receipt for channel sms was refused: the token is wrong", unheeded, "A receipt for channel hook was refused: the token is wrong",
                unheeded,
                "A receipt for channel sms was refused: the token is wrong (not taken since the last such line: 2 more)",
                "A receipt for channel sms could not be understood: no status (not taken since the last such line: 1 more)",
            ])
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
