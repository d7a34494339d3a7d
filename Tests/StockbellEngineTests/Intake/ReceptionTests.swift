import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellStore
import Testing

@Suite(.timeLimit(.minutes(1))) struct ReceptionTests {
    /// Judges by the body's text.
    struct Adapter: SourceAdapter {
        func verify(_ request: SourceRequest, now: Date) -> Verification {
            switch String(decoding: request.body, as: UTF8.self) {
            case "forged": .refused(reason: "the signature does not fit")
            case "avro": .unsupported(reason: "it is no JSON")
            default: .genuine
            }
        }

        var tellingHeaders: [String] { ["ce-id"] }

        func handshake(_ request: SourceRequest) -> [Arrival.Header]? { request.headers.isEmpty ? nil : [.init(name: "Allow", value: "POST")] }

        func decode(_ request: SourceRequest) -> Decoded {
            switch String(decoding: request.body, as: UTF8.self) {
            case "broken": .quarantined(type: nil, reason: "no JSON")
            case "ping": .ignored(type: "ping", reason: "says nothing")
            default: .level("A", 0)
            }
        }
    }

    private let house = House(.fixture([.hook()], send: "hook"))

    private var reception: Reception { Reception(.init(adapters: ["tills": Adapter()]), clerk: house.clerk, log: .silent) }

    private func take(_ body: String, source: String = "tills", headers: [Arrival.Header] = []) async -> IntakeAnswer {
        await reception.take(.body(body, headers: headers), source: source, at: house.clock.now)
    }

    private func run(_ steps: @Sendable (House) async throws -> Void) async throws {
        try await house.run { house in
            try house.carrier("hook").answer { _ in .fine }
            try await steps(house)
        }
    }

    @Test(arguments: [("event", IntakeAnswer.kept), ("ping", .kept), ("broken", .kept), ("forged", .refused), ("avro", .unsupported)])
    func eachBodyHasItsAnswer(_ body: String, _ answer: IntakeAnswer) async throws {
        try await run { house in
            #expect(await take(body) == answer)
        }
        let kept = house.store.transactions.values.flatMap(\.bodies)
        #expect(kept == (answer == .kept ? [body] : []))
    }

    @Test func aQuestionWhetherToSendIsTheAdaptersToAnswer() async throws {
        let question = SourceRequest(headers: [.init(name: "WebHook-Request-Origin", value: "o")], body: [])
        #expect(await reception.handshake(question, source: "tills") == [.init(name: "Allow", value: "POST")])
        #expect(await reception.handshake(SourceRequest(headers: [], body: []), source: "tills") == nil)
        #expect(await reception.handshake(question, source: "nobody") == nil)
    }

    @Test func headersWithoutWhichABodyCannotBeReadAreKept() async throws {
        try await run { _ in #expect(await take("event", headers: [.init(name: "CE-Id", value: "1"), .init(name: "ce-x", value: "2")]) == .kept) }
        #expect(house.store.commits.flatMap(\.arrivals).flatMap(\.arrival.headers) == [.init(name: "CE-Id", value: "1")])
    }

    @Test func anUnknownSourceIsTold() async throws {
        try await run { _ in #expect(await take("event", source: "nobody") == .unknownSource) }
        #expect(house.store.commits.allSatisfy { $0.arrivals.isEmpty })
    }

    @Test func diskTroubleIsUnavailableAndSaysSoToWhoAsks() async throws {
        try await run { house in
            #expect(await reception.trouble() == nil)
            house.store.fail { _ in throw StoreTrouble.full }
            #expect(await take("event") == .unavailable)
            #expect(await take("event") == .unavailable)
            #expect(await reception.trouble()?.contains("disk full. Free some space") == true)
            house.store.recover()
        }
    }

    @Test func afterTheEndAllIsUnavailable() async throws {
        try await run { _ in }
        #expect(await take("event") == .unavailable)
    }

    @Test func headersThatProveOriginAreNotKept() async throws {
        let headers = [
            ("Content-Type", "application/json"), ("USER-AGENT", "shop/1"), ("webhook-id", "msg_1"), ("Webhook-Timestamp", "1767600000"),
            ("webhook-signature", "v1,c2VjcmV0"), ("Authorization", "Bearer secret"), ("x-api-key", "secret"), ("Cookie", "secret"),
            ("digitalriver-signature", "t=1,v1=secret"),
        ].map { Arrival.Header(name: $0.0, value: $0.1) }
        try await run { _ in #expect(await take("event", headers: headers) == .kept) }
        let kept = house.store.commits.flatMap(\.arrivals).flatMap(\.arrival.headers)
        #expect(kept == Array(headers[..<4]))
    }

    /// Without the event's type beside it a body could not be read again.
    @Test func headersThatSayWhatABodyIsAreKept() async throws {
        struct Telling: SourceAdapter {
            let tellingHeaders = ["X-Topic"]
            func verify(_ request: SourceRequest, now: Date) -> Verification { .genuine }
            func decode(_ request: SourceRequest) -> Decoded { .level("A", 0) }
        }
        let headers = [("x-topic", "stock"), ("x-other", "secret"), ("webhook-id", "1")].map { Arrival.Header(name: $0.0, value: $0.1) }
        try await run { house in
            let reception = Reception(.init(adapters: ["tills": Telling()]), clerk: house.clerk, log: .silent)
            #expect(await reception.take(.body("event", headers: headers), source: "tills", at: house.clock.now) == .kept)
        }
        #expect(house.store.commits.flatMap(\.arrivals).flatMap(\.arrival.headers) == [headers[0], headers[2]])
    }

    @Test func theBodyIsKeptToTheByte() async throws {
        let body: [UInt8] = [0, 255, 10, 13, 0]
        try await run { house in
            #expect(await reception.take(SourceRequest(headers: [], body: body), source: "tills", at: house.clock.now) == .kept)
        }
        #expect(house.store.commits.flatMap(\.arrivals).map(\.arrival.body) == [body])
    }
}
