import FoundationEssentials
import StockbellCore
import StockbellServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct FeedbackRouteTests {
    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    /// Answers by the channel's name, and remembers what it was given.
    private actor FakeFeedbackIntake: FeedbackIntake {
        private(set) var calls: [FeedbackCall] = []

        func take(_ call: FeedbackCall, channel: String, at now: Date) async -> FeedbackAnswer {
            calls.append(call)
            return switch channel {
            case "refused": .refused
            case "nonsense": .nonsense
            case "unknown": .unknownChannel
            case "broken": .unavailable
            case "talks": .taken(.init(contentType: "text/xml", body: "<Response/>"))
            default: .taken(.empty)
            }
        }
    }

    private func serve<Result: Sendable>(_ intake: FakeFeedbackIntake?, _ body: (Running) async throws -> Result) async throws -> Result {
        try await serving(
            { listening in
                PublicServer(
                    endpoint: loopback, intake: FakeIntake(), feedback: intake, now: { [now] in now }, logger: silent, onListening: listening)
            }, body)
    }

    @Test(arguments: [("sms", 200), ("refused", 403), ("nonsense", 400), ("unknown", 404), ("broken", 503)] as [(String, Int)], ["GET", "POST"])
    func theReadersWordIsTheStatus(_ answer: (channel: String, status: Int), method: String) async throws {
        let response = try await serve(FakeFeedbackIntake()) {
            try await $0.client.send(method, "/receipts/\(answer.channel)?d=1", body: method == "POST" ? "a=b" : "")
        }
        #expect(response?.status == answer.status)
        #expect(response?.body.isEmpty == true)
    }

    @Test func theFarSideHearsWhatItWants() async throws {
        let response = try await serve(FakeFeedbackIntake()) { try await $0.client.send("POST", "/receipts/talks", body: "") }
        #expect(response?.status == 200 && response?.header("content-type") == "text/xml")
        #expect(response.map { String(decoding: $0.body, as: UTF8.self) } == "<Response/>")
    }

    @Test func theReaderGetsItAllAsItCame() async throws {
        let intake = FakeFeedbackIntake()
        let get = "GET /receipts/sms?d=01K&t=a%2Bb&reply=%C3%A4+x HTTP/1.1\r\nHost: x\r\nX-Sign: s\r\n\r\n"
        let post = "POST /receipts/sms HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n"
        _ = try await serve(intake) { try await $0.client.exchange(Array(get.utf8)) }
        _ = try await serve(intake) { try await $0.client.exchange(Array(post.utf8) + [0, 255, 13, 10]) }
        let calls = await intake.calls
        #expect(calls.map(\.method) == ["GET", "POST"])
        #expect(calls.map(\.query) == ["d=01K&t=a%2Bb&reply=%C3%A4+x", ""])
        #expect(calls.first?.header("x-sign") == "s" && calls.last?.body == [0, 255, 13, 10])
    }

    @Test(arguments: [(256 << 10, 200), ((256 << 10) + 1, 413)] as [(Int, Int)])
    func aBodyHasAnEnd(size: Int, status: Int) async throws {
        let intake = FakeFeedbackIntake()
        let head = "POST /receipts/sms HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n"
        let answers = try await serve(intake) { try await $0.client.exchange(Array(head.utf8) + [UInt8](repeating: 65, count: size)) }
        #expect(answers.map(\.status) == [status])
        #expect(await intake.calls.map(\.body.count) == (status == 200 ? [size] : []))
    }

    /// A look at a URL, as link checkers take it, is no receipt.
    @Test func aHeadTellsNothing() async throws {
        let intake = FakeFeedbackIntake()
        let response = try await serve(intake) { try await $0.client.send("HEAD", "/receipts/sms?d=1&status=1") }
        #expect(response?.status == 405 && response?.header("allow") == "GET, POST")
        #expect(await intake.calls.isEmpty)
    }

    @Test func whereNobodyReadsThereIsNothing() async throws {
        let response = try await serve(nil) { try await $0.client.send("GET", "/receipts/sms") }
        #expect(response?.status == 404)
    }
}
