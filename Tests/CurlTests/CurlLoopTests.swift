import Curl
import Synchronization
import Testing

@Suite("HTTP on one loop", .timeLimit(.minutes(1)))
struct CurlLoopTests {
    private let loop = CurlLoop()

    @Test func statusHeadersAndBodyComeBack() async {
        let server = HTTPServer(httpResponse("418 Teapot", ["X-Kind:  round ", "x-Kind: brown"], body: "short and stout"))
        let response = await loop.perform(server.request("/tea?x=1"))
        #expect(response.code == 0 && response.status == 418 && response.error.isEmpty)
        #expect(response.body == Array("short and stout".utf8))
        #expect(
            response.headers == [
                Header(name: "Content-Length", value: "15"), Header(name: "X-Kind", value: "round"), Header(name: "x-Kind", value: "brown"),
            ])
        #expect(response.header("X-KIND") == "round" && response.header("absent") == nil)
        #expect(response.isRequestSent && !response.isBodyTruncated && !response.reusedConnection && response.replies.isEmpty)
        #expect(server.requests.map(\.line) == ["GET /tea?x=1 HTTP/1.1"])
    }

    @Test func bodyAndHeadersGoOut() async {
        let server = HTTPServer(httpResponse())
        let body = [UInt8](repeating: 0, count: 3_000_000)
        let response = await loop.perform(
            server.request {
                $0.payload = .body(body)
                $0.headers = [Header(name: "Content-Type", value: "application/json"), Header(name: "X-Empty", value: "")]
            })
        #expect(response.status == 200 && response.isRequestSent)
        let request = server.requests.first
        #expect(request?.line == "POST / HTTP/1.1" && request?.body == body)
        #expect(request?.header("Content-Type") == "application/json" && request?.header("X-Empty")?.isEmpty == true)
        #expect(request?.header("User-Agent") == "stockbell")
        // It would cost a second's wait.
        #expect(request?.header("Expect") == nil)
    }

    @Test(arguments: [
        ("GET", CurlRequest.Payload.none, nil), ("DELETE", .none, nil), ("HEAD", .none, nil), ("POST", .none, "0"), ("PUT", .none, "0"),
        ("PUT", .body([1, 2]), "2"), ("PATCH", .body([1]), "1"), ("POST", .body([]), "0"),
    ])
    func methodsAreSentAsWritten(method: String, payload: CurlRequest.Payload, length: String?) async {
        let server = HTTPServer("HTTP/1.1 204 No Content\r\n\r\n")
        // Twice, so that what the first left in the handle would show.
        for _ in 0..<2 {
            let response = await loop.perform(
                server.request {
                    $0.method = method
                    $0.payload = payload
                })
            #expect(response.status == 204 && response.code == 0)
            _ = await loop.perform(server.request())
        }
        #expect(server.requests.map(\.line) == ["\(method) / HTTP/1.1", "GET / HTTP/1.1", "\(method) / HTTP/1.1", "GET / HTTP/1.1"])
        #expect(server.requests.map { $0.header("Content-Length") } == [length, nil, length, nil])
    }

    @Test func credentialsAreBasicAndDoNotStay() async {
        let server = HTTPServer(httpResponse())
        _ = await loop.perform(
            server.request {
                $0.username = "Aladdin"
                $0.password = "open sesame"
            })
        _ = await loop.perform(server.request())
        // RFC 7617 section 2.
        #expect(server.requests.map { $0.header("Authorization") } == ["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", nil])
    }

    @Test func redirectIsNotFollowed() async {
        let server = HTTPServer(httpResponse("302 Found", ["Location: /elsewhere"]))
        let response = await loop.perform(server.request())
        #expect(response.status == 302 && response.header("location") == "/elsewhere" && server.requests.count == 1)
    }

    @Test func interimResponseLeavesNoHeaders() async {
        let server = HTTPServer("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + httpResponse(body: "x"))
        let response = await loop.perform(server.request())
        #expect(response.status == 200 && response.headers.map(\.name) == ["Content-Length"])
    }

    @Test func chunkedBodyIsPutTogether() async {
        let server = HTTPServer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        let response = await loop.perform(server.request())
        #expect(response.body == Array("abcde".utf8) && response.code == 0)
    }

    @Test(arguments: [(9, true), (10, false), (11, false)])
    func longBodyIsCutAndStillAnAnswer(limit: Int, isCut: Bool) async {
        let server = HTTPServer(httpResponse(body: "0123456789"))
        let response = await loop.perform(server.request { $0.maxResponseBytes = limit })
        #expect(response.code == 0 && response.status == 200 && response.error.isEmpty)
        #expect(response.body == Array("0123456789".utf8.prefix(limit)) && response.isBodyTruncated == isCut)
    }

    @Test func endlessBodyAndEndlessHeadersEnd() async {
        let endlessBody = HTTPServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            for _ in 0..<1000 { connection.write(String(repeating: "x", count: 10_000)) }
        }
        let first = await loop.perform(endlessBody.request())
        #expect(first.code == 0 && first.body.count == 65_536 && first.isBodyTruncated)
        let endlessHeaders = HTTPServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            for _ in 0..<1000 { connection.write("X-Long: \(String(repeating: "x", count: 10_000))\r\n") }
        }
        let second = await loop.perform(endlessHeaders.request())
        #expect(second.code == 23 && second.headers.count < 10)
    }

    @Test func slowBodyRunsIntoTheTimeOut() async {
        let server = HTTPServer { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf ")
            connection.waitForHangUp()
        }
        let response = await loop.perform(server.request { $0.timeout = .milliseconds(300) })
        #expect(response.code == 28 && response.status == 200 && response.body == Array("half ".utf8) && response.isRequestSent)
    }

    @Test func silenceAfterTheUploadIsTold() async {
        let server = HTTPServer { _, connection in connection.hangUp() }
        let response = await loop.perform(server.request { $0.payload = .body([1, 2, 3]) })
        #expect(response.code == 52 && response.status == 0 && response.isRequestSent)
    }

    @Test func refusedConnectionIsTold() async {
        let request = CurlRequest(url: "http://127.0.0.1:\(LoopbackServer.closedPort())/", payload: .body([1]), allowPrivateNetwork: true)
        let response = await loop.perform(request)
        #expect(response.code == 7 && response.status == 0 && !response.isRequestSent && !response.reusedConnection)
        #expect(!response.error.isEmpty && !response.isPrivateAddressRefused)
    }

    @Test func aRequestThatMustNotGoTwiceGetsAConnectionOfItsOwn() async {
        let server = HTTPServer(httpResponse())
        for _ in 0..<2 { #expect(await loop.perform(server.request { $0.freshConnection = true }).reusedConnection == false) }
        #expect(server.connectionCount == 2)
    }

    @Test func connectionIsKept() async {
        let server = HTTPServer(httpResponse())
        let responses = [await loop.perform(server.request()), await loop.perform(server.request())]
        #expect(responses.map(\.reusedConnection) == [false, true] && server.connectionCount == 1)
    }

    @Test func keptConnectionThatDiedIsReplaced() async {
        let server = HTTPServer(httpResponse())
        _ = await loop.perform(server.request())
        server.hangUp()
        let response = await loop.perform(server.request { $0.payload = .body([7]) })
        #expect(response.status == 200 && !response.reusedConnection && server.connectionCount == 2)
    }

    @Test func sixtyFourAreUnderWayAtOnce() async {
        let arrived = Mutex<[Connection]>([])
        let server = HTTPServer { _, connection in
            // Nobody is answered before all are there.
            let all = arrived.withLock { arrived in
                arrived.append(connection)
                return arrived.count == 64 ? arrived : []
            }
            for connection in all { connection.write(httpResponse(body: "\(connection.number)")) }
        }
        let bodies = await withTaskGroup(of: CurlResponse.self) { group in
            for _ in 0..<64 { group.addTask { await loop.perform(server.request()) } }
            return await group.reduce(into: Set<[UInt8]>()) { $0.insert($1.body) }
        }
        #expect(bodies.count == 64)
    }

    @Test func completionsComeOneAfterTheOther() async {
        let server = HTTPServer(httpResponse())
        let inside = Atomic(0)
        let overlaps = Atomic(0)
        let (finished, continuation) = AsyncStream.makeStream(of: Int.self)
        for _ in 0..<200 {
            loop.start(server.request()) { response in
                if inside.add(1, ordering: .sequentiallyConsistent).newValue != 1 { overlaps.add(1, ordering: .relaxed) }
                continuation.yield(response.status)
                inside.subtract(1, ordering: .sequentiallyConsistent)
            }
        }
        var statuses: [Int] = []
        for await status in finished {
            statuses.append(status)
            if statuses.count == 200 { break }
        }
        #expect(statuses.allSatisfy { $0 == 200 } && overlaps.load(ordering: .relaxed) == 0)
    }

    @Test func cancellationIsPrompt() async {
        let (arrived, continuation) = AsyncStream.makeStream(of: Void.self)
        let server = HTTPServer { _, connection in
            continuation.yield()
            connection.waitForHangUp()
        }
        let request = server.request { $0.payload = .body([1]) }
        let start = ContinuousClock.now
        let response = await withTaskGroup(of: CurlResponse.self) { group in
            group.addTask { await loop.perform(request) }
            for await _ in arrived { break }
            group.cancelAll()
            return await group.next()
        }
        #expect(response?.code == 42 && response?.isRequestSent == true)
        #expect(start.duration(to: .now) < .seconds(20), "long before the request's own time-out")
    }

    @Test func cancelledBeforehandIsCancelled() async {
        let server = HTTPServer { _, connection in connection.waitForHangUp() }
        let request = server.request()
        let response = await withTaskGroup(of: CurlResponse.self) { group in
            group.cancelAll()
            group.addTask { await loop.perform(request) }
            return await group.next()
        }
        #expect(response?.code == 42)
    }

    @Test func shutdownAnswersWhatFlies() async {
        let (arrived, continuation) = AsyncStream.makeStream(of: Void.self)
        let server = HTTPServer { _, connection in
            continuation.yield()
            connection.waitForHangUp()
        }
        let codes = Mutex<[Int32]>([])
        for _ in 0..<5 {
            loop.start(server.request()) { response in codes.withLock { $0.append(response.code) } }
        }
        var count = 0
        for await _ in arrived {
            count += 1
            if count == 5 { break }
        }
        loop.shutdown()
        #expect(codes.withLock { $0 } == [42, 42, 42, 42, 42])
        loop.start(server.request()) { response in codes.withLock { $0.append(response.code) } }
        loop.shutdown()
        #expect(codes.withLock { $0 }.count == 6)
        #expect(await loop.perform(server.request()).code == 42)
    }

    @Test func lastReferenceMayGoOnTheLoopItself() async {
        let server = HTTPServer(httpResponse())
        let response = await withCheckedContinuation { continuation in
            let loop = CurlLoop()
            loop.start(server.request()) { response in
                withExtendedLifetime(loop) {}
                continuation.resume(returning: response)
            }
        }
        #expect(response.status == 200)
    }

    @Test(arguments: ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
    func privateNetworkIsRefused(host: String) async {
        let server = HTTPServer(httpResponse())
        let response = await loop.perform(
            server.request {
                $0.url.replace("127.0.0.1", with: host)
                $0.allowPrivateNetwork = false
            })
        #expect(response.code == 7 && response.isPrivateAddressRefused && response.error.contains("private network"))
        #expect(server.connectionCount == 0)
    }

    @Test func keptConnectionIntoThePrivateNetworkIsRefused() async {
        let server = HTTPServer(httpResponse())
        _ = await loop.perform(server.request())
        let response = await loop.perform(server.request { $0.allowPrivateNetwork = false })
        #expect(response.code == 7 && response.isPrivateAddressRefused && server.requests.count == 1)
    }

    @Test(arguments: ["file:///etc/passwd", "smtp://127.0.0.1/", "gopher://127.0.0.1/", "ftp://127.0.0.1/"])
    func otherProtocolsAreRefused(url: String) async {
        #expect(await loop.perform(CurlRequest(url: url, allowPrivateNetwork: true)).code == 1)
    }

    @Test func requiredTLSRefusesPlainHTTP() async {
        let server = HTTPServer(httpResponse())
        #expect(await loop.perform(server.request { $0.tls = .required }).code == 1)
        #expect(server.connectionCount == 0)
    }

    @Test func invalidRequestIsNotSent() async {
        let server = HTTPServer(httpResponse())
        let response = await loop.perform(server.request { $0.headers = [Header(name: "X", value: "1\r\nHost: evil")] })
        #expect(response.code == 43 && response.error == CurlRequestError.header(0).description)
        #expect(await loop.perform(server.request { $0.payload = .mail(from: "", recipient: "a@b", message: []) }).code == 43)
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: [
        "http://127.0.0.1:1/services/T0SECRET/xyzzy", "http://user:xyzzy@127.0.0.1:1/", "http://127.0.0.1:1/?token=xyzzy",
        "http://xyzzy.invalid/", "xyzzy://127.0.0.1/", "http://127.0.0.1:99999/xyzzy", "http://[xyzzy]/", "http://xyzzy:notaport/",
    ])
    func errorsHoldNoSecret(url: String) async {
        let response = await loop.perform(
            CurlRequest(
                url: url, headers: [Header(name: "Authorization", value: "xyzzy")], username: "me", password: "xyzzy", timeout: .seconds(3),
                allowPrivateNetwork: true))
        #expect(response.code != 0 && !response.error.isEmpty)
        #expect(!response.error.contains("xyzzy") && !response.error.contains("SECRET"))
    }
}
