import FoundationEssentials
import StockbellCore
import StockbellServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct PublicServerTests {
    private let now = Date(timeIntervalSince1970: 1_700_000_000)
    private let megabyte = 1 << 20

    private func serve<Result: Sendable>(
        _ intake: FakeIntake, pages: [Page] = [], _ body: (Running) async throws -> Result
    ) async throws -> Result {
        try await serving(
            { listening in
                PublicServer(endpoint: loopback, intake: intake, pages: pages, now: { [now] in now }, logger: silent, onListening: listening)
            }, body)
    }

    private func post(_ bytes: [UInt8], to path: String = "/events/shop") -> [UInt8] {
        Array("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(bytes.count)\r\n\r\n".utf8) + bytes
    }

    private func chunked(_ bytes: [UInt8], size: Int) -> [UInt8] {
        var sent = Array("POST /events/shop HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = bytes[start..<min(bytes.count, start + size)]
            sent += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
        }
        return sent + Array("0\r\n\r\n".utf8)
    }

    @Test(arguments: [("shop", 200), ("refused", 401), ("unknown", 404), ("broken", 503), ("strange", 415)] as [(String, Int)])
    func theIntakesAnswerIsTheStatusWithoutABody(source: String, status: Int) async throws {
        let answer = try await serve(FakeIntake()) { try await $0.client.send("POST", "/events/\(source)", body: "{}") }
        #expect(answer?.status == status)
        #expect(answer?.body.isEmpty == true)
        #expect(answer?.header("content-length") == "0")
        #expect(answer?.header("content-type") == nil)
        #expect(answer?.header("location") == nil)
        #expect(answer?.header("server") == nil)
    }

    @Test func theIntakeGetsEveryHeaderAndTheRawBytes() async throws {
        let intake = FakeIntake()
        let body: [UInt8] = [0, 255, 13, 10, 128, 34]
        let head =
            "POST /events/web-shop_2 HTTP/1.1\r\nHost: x\r\nX-Api-KEY: a\r\nx-api-key: b\r\nX-Sign: 1, z32r=\r\nContent-Length: 6\r\n\r\n"
        let answers = try await serve(intake) { try await $0.client.exchange(Array(head.utf8) + body) }
        #expect(answers.map(\.status) == [200])
        let taken = try #require(await intake.taken.first)
        #expect(taken.source == "web-shop_2")
        #expect(taken.at == now)
        #expect(taken.request.body == body)
        #expect(taken.request.headers.filter { $0.name.lowercased() == "x-api-key" }.map(\.value) == ["a", "b"])
        #expect(taken.request.header("x-sign") == "1, z32r=")
    }

    @Test func aBodyOfOneMebibyteIsTakenWhole() async throws {
        let intake = FakeIntake()
        let body = (0..<megabyte).map { UInt8(truncatingIfNeeded: $0) }
        let (plain, inChunks) = try await serve(intake) {
            (try await $0.client.exchange(post(body)), try await $0.client.exchange(chunked(body, size: 60_000)))
        }
        #expect(plain.map(\.status) == [200])
        #expect(inChunks.map(\.status) == [200])
        #expect(await intake.taken.map(\.request.body) == [body, body])
    }

    @Test func oneByteMoreIsTooLarge() async throws {
        let intake = FakeIntake()
        let body = [UInt8](repeating: 32, count: megabyte + 1)
        let (plain, inChunks) = try await serve(intake) {
            (try await $0.client.exchange(post(body)), try await $0.client.exchange(chunked(body, size: 60_000)))
        }
        #expect(plain.map(\.status) == [413])
        #expect(inChunks.map(\.status) == [413])
        #expect(plain.first?.body.isEmpty == true)
        #expect(await intake.taken.isEmpty)
    }

    @Test(arguments: ["1048577", "9223372036854775807"])
    func aDeclaredLengthIsJudgedBeforeTheBodyComes(length: String) async throws {
        let head = Array("POST /events/shop HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n".utf8)
        let intake = FakeIntake()
        let answers = try await serve(intake) { try await $0.client.exchange(head) }
        #expect(answers.map(\.status) == [413])
        #expect(await intake.taken.isEmpty)
    }

    @Test func aBodyThatBreaksOffIsNeverTaken() async throws {
        let intake = FakeIntake()
        let head = "POST /events/shop HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"quantity\":0}"
        let broken = "POST /events/shop HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n{\"quantity\":0}"
        try await serve(intake) { server async throws in
            for bytes in [head, broken] {
                let answers = try await server.client.exchange(Array(bytes.utf8), halfCloses: true)
                #expect(answers.allSatisfy { $0.status == 400 })
            }
        }
        #expect(await intake.taken.isEmpty)
    }

    @Test(arguments: ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "PURGE"])
    func anotherMethodIsNotAllowed(method: String) async throws {
        let intake = FakeIntake()
        let answer = try await serve(intake) { try await $0.client.send(method, "/events/shop") }
        #expect(answer?.status == 405)
        #expect(answer?.header("allow") == "POST")
        #expect(await intake.taken.isEmpty)
    }

    @Test func aSenderThatAsksByOptionsIsAnswered() async throws {
        let intake = FakeIntake()
        let answer = try await serve(intake) {
            try await $0.client.send("OPTIONS", "/events/asked", headers: ["WebHook-Request-Origin: eventgrid.azure.net"])
        }
        #expect(answer?.status == 200)
        #expect(answer?.header("webhook-allowed-origin") == "eventgrid.azure.net")
        #expect(answer?.header("allow") == "POST")
        #expect(await intake.taken.isEmpty)
    }

    @Test(arguments: ["/", "/events", "/events/", "/events/a/b", "/Events/shop", "//events/shop", "/event/shop", "/api/events", "/healthz/x"])
    func anythingElseIsNotFound(path: String) async throws {
        let answer = try await serve(FakeIntake()) { try await $0.client.send("POST", path, body: "{}") }
        #expect(answer?.status == 404)
        #expect(answer?.body.isEmpty == true)
    }

    @Test(arguments: ["/events/shop/", "/events/shop?x=1"])
    func aSlashAtTheEndOrAQueryIsForgiven(path: String) async throws {
        let intake = FakeIntake()
        let answer = try await serve(intake) { try await $0.client.send("POST", path, body: "{}") }
        #expect(answer?.status == 200)
        #expect(await intake.taken.map(\.source) == ["shop"])
    }

    @Test(arguments: [nil, "the disk is full"] as [String?])
    func healthIsOfTheProcessAndReadinessOfTheIntake(trouble: String?) async throws {
        let (health, ready, posted) = try await serve(FakeIntake(trouble: trouble)) {
            (try await $0.client.send("GET", "/healthz"), try await $0.client.send("GET", "/readyz"), try await $0.client.send("POST", "/readyz"))
        }
        #expect(health?.status == 200)
        #expect(health?.text == "ok\n")
        #expect(ready?.status == (trouble == nil ? 200 : 503))
        #expect(ready?.text == (trouble ?? "ok") + "\n")
        #expect(posted?.status == 405)
        #expect(posted?.header("allow") == "GET, HEAD")
    }

    @Test func pagesAreShownToThisMachine() async throws {
        let page = Page(path: "/catcher/messages.json", contentType: "application/json") { Array("[]".utf8) }
        let failing = Page(path: "/failing", contentType: "text/html") { throw NeverListened() }
        try await serve(FakeIntake(), pages: [page, failing]) { server async throws in
            let shown = try #require(try await server.client.send("GET", "/catcher/messages.json"))
            #expect(shown.status == 200)
            #expect(shown.text == "[]")
            #expect(shown.header("content-type") == "application/json")
            #expect(shown.header("content-security-policy")?.hasPrefix("default-src 'none'") == true)
            let head = try #require(try await server.client.send("HEAD", "/catcher/messages.json"))
            #expect(head.status == 200)
            #expect(head.header("content-length") == "2")
            let request = "HEAD /catcher/messages.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let all = try await server.client.everything(Array(request.utf8))
            #expect(String(decoding: all, as: UTF8.self).hasSuffix("\r\n\r\n"))
            #expect(try await server.client.send("GET", "/catcher/messages.json", headers: ["Host: evil.example.com"])?.status == 403)
            #expect(try await server.client.send("GET", "/failing")?.status == 500)
        }
    }

    @Test func aPlatformMayUseAnyHost() async throws {
        let answer = try await serve(FakeIntake()) {
            try await $0.client.send("POST", "/events/shop", headers: ["Host: stock.example.com"], body: "{}")
        }
        #expect(answer?.status == 200)
    }

    @Test func requestsOnOneConnectionAreAnsweredInTurn() async throws {
        let intake = FakeIntake()
        let sent = post([49]) + post([50], to: "/events/refused") + post([UInt8](repeating: 32, count: megabyte + 1)) + post([51])
        let answers = try await serve(intake) { try await $0.client.exchange(sent, answers: 4) }
        #expect(answers.map(\.status) == [200, 401, 413, 200])
        #expect(await intake.taken.map(\.request.body) == [[49], [50], [51]])
    }

    @Test func manySendersAtOnce() async throws {
        let intake = FakeIntake()
        let statuses = try await serve(intake) { server async throws in
            try await withThrowingTaskGroup(of: [Int].self) { group in
                for sender in 0..<40 {
                    let sent = (0..<10).flatMap { post(Array("\(sender)-\($0)".utf8)) }
                    group.addTask { try await server.client.exchange(sent, answers: 10).map(\.status) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
        #expect(statuses == [Int](repeating: 200, count: 400))
        #expect(Set(await intake.taken.map { String(decoding: $0.request.body, as: UTF8.self) }).count == 400)
    }

    @Test func aStopFinishesWhatIsUnderWayAndAcceptsNothingMore() async throws {
        let intake = FakeIntake(isOpen: false)
        let answer = try await serve(intake) { server async throws in
            async let answer = server.client.send("POST", "/events/shop", body: "{}")
            await intake.firstTaken()
            await server.stop()
            var isRefused = false
            for _ in 0..<5000 where !isRefused {
                do { _ = try await server.client.exchange([], answers: 0) } catch { isRefused = true }
            }
            #expect(isRefused)
            await intake.open()
            return try await answer
        }
        #expect(answer?.status == 200)
        #expect(await intake.taken.count == 1)
    }

    @Test func anAddressThatIsTakenIsNamed() async throws {
        try await serve(FakeIntake()) { server async throws in
            let taken = Settings.Endpoint(host: "127.0.0.1", port: server.client.port)
            let second = PublicServer(endpoint: taken, intake: FakeIntake(), now: { Date(timeIntervalSince1970: 0) }, logger: silent)
            let error = try #require(await #expect(throws: ListenError.self) { try await second.run() })
            #expect(error.description == "cannot listen on \(taken): the address is in use. Stop what has that address, or give `listen` another one")
        }
    }
}
