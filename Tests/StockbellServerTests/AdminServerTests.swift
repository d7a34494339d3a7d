import FoundationEssentials
import StockbellCore
import StockbellServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct AdminServerTests {
    private func serve<Result: Sendable>(
        token: String? = nil, hostNames: [String] = [], records: FakeRecords = FakeRecords(), pages: [Page] = [],
        _ body: (Running) async throws -> Result
    ) async throws -> Result {
        try await serving(
            { listening in
                AdminServer(
                    endpoint: loopback, token: token.map { Secret($0) }, hostNames: hostNames, records: records, forms: forms, pages: pages,
                    logger: silent,
                    onListening: listening)
            }, body)
    }

    private func basic(_ text: String) -> String { "Authorization: Basic " + Data(text.utf8).base64EncodedString() }

    @Test func recordsAreGivenAsTheirFormsWriteThem() async throws {
        try await serve { server async throws in
            let events = try #require(try await server.client.send("GET", "/api/events"))
            #expect(events.status == 200)
            #expect(events.header("content-type") == "application/json")
            #expect(events.text == "[\"01EVENT\"]")
            #expect(try await server.client.send("GET", "/api/deliveries")?.text == "[]")
            #expect(try await server.client.send("GET", "/api/explain/known")?.text == "{\"events\":[]}")
            let head = try #require(try await server.client.send("HEAD", "/api/events"))
            #expect(head.status == 200)
            #expect(head.header("content-length") == "11")
        }
    }

    @Test func aQueryReachesTheRecords() async throws {
        let records = FakeRecords()
        try await serve(records: records) { server async throws in
            #expect(try await server.client.send("GET", "/api/events?source=web%2Dshop&state=waiting&limit=5")?.status == 200)
            #expect(try await server.client.send("GET", "/api/deliveries?state=dead&department=sales&channel=mail")?.status == 200)
        }
        #expect(
            await records.queries == [
                RecordQuery(source: "web-shop", state: "waiting", limit: 5), RecordQuery(state: "dead", department: "sales", channel: "mail"),
            ])
    }

    @Test(
        arguments: [
            ("/api/events?nonsense=1", 400, "unknown key; known are source, state, limit"),
            ("/api/events?department=sales", 400, "unknown key; known are source, state, limit"),
            ("/api/events?state=dead", 400, "unknown state; known are applied, duplicate, stale, ignored, waiting, quarantined"),
            ("/api/events?limit=0", 400, "limit must be a whole number from 1 to 100000"),
            ("/api/events?limit=ten", 400, "limit must be a whole number from 1 to 100000"),
            ("/api/events?limit=", 400, "limit must be a whole number from 1 to 100000"),
            (
                "/api/deliveries?state=ignored", 400,
                "unknown state; known are held, gathering, pending, sending, delivered, unknown, suppressed, dead"
            ),
            ("/api/explain/01NONE", 404, "no event, alert, incident or delivery has this id, or more than one begins so"),
        ] as [(String, Int, String)])
    func aBadQuestionIsAnsweredWithWhatToDo(path: String, status: Int, message: String) async throws {
        let answer = try #require(try await serve { try await $0.client.send("GET", path) })
        #expect(answer.status == status)
        #expect(answer.header("content-type") == "application/json")
        #expect(try JSONDecoder().decode([String: String].self, from: Data(answer.body)) == ["error": message])
    }

    @Test func aStoreThatFailsTellsTheLogAndNotTheReader() async throws {
        let answer = try await serve(records: FakeRecords(fails: true)) { try await $0.client.send("GET", "/api/events") }
        #expect(answer?.status == 500)
        #expect(answer?.text.contains("SELECT") == false)
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH"])
    func nothingCanBeChanged(method: String) async throws {
        let answer = try await serve { try await $0.client.send(method, "/api/events") }
        #expect(answer?.status == 405)
        #expect(answer?.header("allow") == "GET, HEAD")
    }

    @Test func platformsHaveNoBusinessHere() async throws {
        #expect(try await serve { try await $0.client.send("POST", "/events/shop", body: "{}") }?.status == 404)
    }

    @Test func theTokenOpensAndNothingElseDoes() async throws {
        try await serve(token: "hush-token") { server async throws in
            for header in ["Authorization: Bearer hush-token", "authorization: bearer hush-token", basic("anna:hush-token"), basic(":hush-token")] {
                #expect(try await server.client.send("GET", "/api/events", headers: [header])?.status == 200, "\(header)")
            }
            let wrong = [
                "X: y", "Authorization: Bearer hush-toke", "Authorization: Bearer hush-token2", "Authorization: Bearer hush-tokeN",
                "Authorization: Bearer",
                "Authorization: hush-token", "Authorization: Basic hush-token", "Authorization: Bearer  hush-token ,", basic("hush-token"),
                basic("hush-token:"), basic("a:b:hush-token"),
            ]
            for header in wrong {
                let answer = try #require(try await server.client.send("GET", "/api/events", headers: [header]))
                #expect(answer.status == 401, "\(header)")
                #expect(!answer.text.contains("hush"))
                #expect(answer.headers.filter { $0.name == "www-authenticate" }.count == 2)
            }
        }
    }

    @Test func withoutTheTokenNotEvenAMissingPathIsTold() async throws {
        let page = Page(path: "/", contentType: "text/html", policy: .selfContained) { Array("<p>".utf8) }
        try await serve(token: "t", pages: [page]) { server async throws in
            for path in ["/", "/api/none", "/api/explain/known"] {
                #expect(try await server.client.send("GET", path)?.status == 401)
            }
            #expect(try await server.client.send("POST", "/")?.status == 401)
        }
    }

    @Test func anEmptyTokenLetsNobodyIn() async throws {
        try await serve(token: "") { server async throws in
            #expect(try await server.client.send("GET", "/api/events", headers: ["Authorization: Bearer "])?.status == 401)
            #expect(try await server.client.send("GET", "/api/events", headers: [basic("a:")])?.status == 401)
        }
    }

    @Test func anEndpointForTheNetworkIsShutWithoutAToken() async throws {
        // 0.0.0.0 is what a shop would write; this name for 127.0.0.1 is not known to be loopback either.
        let open = Settings.Endpoint(host: "0177.0.0.1", port: 0)
        try #require(!open.isLoopback)
        let status = try await serving({ listening in
            AdminServer(endpoint: open, token: nil, records: FakeRecords(), forms: forms, logger: silent, onListening: listening)
        }) { try await $0.client.send("GET", "/api/events")?.status }
        #expect(status == 401)
    }

    @Test(
        arguments: [
            ("127.0.0.1", true), ("127.0.0.1:8081", true), ("localhost", true), ("LOCALHOST:1", true), ("[::1]", true), ("[::1]:8081", true),
            ("stock.intern", true), ("Stock.Intern:443", true), ("evil.example.com", false), ("127.0.0.1.evil.example.com", false),
            ("localhost.evil.example.com:8081", false), ("[::1].evil.example.com", false), ("evil.example.com:127.0.0.1", false), ("[::2]", false),
        ] as [(String, Bool)])
    func onlyThisMachinesNamesAreLetIn(host: String, isLetIn: Bool) async throws {
        let answer = try await serve(hostNames: ["stock.intern"]) { try await $0.client.send("GET", "/api/events", headers: ["Host: \(host)"]) }
        #expect((answer?.status == 200) == isLetIn, "\(answer?.status ?? 0)")
        if !isLetIn { #expect(answer?.text.contains("01EVENT") != true) }
    }

    @Test func aRequestWithoutAHostIsNotLetIn() async throws {
        let answers = try await serve { try await $0.client.exchange(Array("GET /api/events HTTP/1.0\r\n\r\n".utf8)) }
        #expect(answers.first?.status != 200)
    }

    @Test func everyAnswerHasTheSecurityHeaders() async throws {
        let page = Page(path: "/", contentType: "text/html; charset=utf-8", policy: .selfContained) { Array("<p>".utf8) }
        try await serve(token: "t", pages: [page]) { server async throws in
            for (path, headers, status) in [
                ("/", ["Authorization: Bearer t"], 200), ("/api/events", ["Authorization: Bearer t"], 200),
                ("/none", ["Authorization: Bearer t"], 404),
                ("/", [], 401), ("/", ["Host: evil.example.com"], 403),
            ] as [(String, [String], Int)] {
                let answer = try #require(try await server.client.send("GET", path, headers: headers))
                #expect(answer.status == status)
                #expect(answer.header("x-content-type-options") == "nosniff")
                #expect(answer.header("referrer-policy") == "no-referrer")
                #expect(answer.header("x-frame-options") == "DENY")
                #expect(answer.header("cache-control") == "no-store")
                let policies = answer.headers.filter { $0.name == "content-security-policy" }.map(\.value)
                #expect(policies.count == 1)
                #expect(policies.first?.hasPrefix("default-src 'none'") == true)
                #expect(policies.first?.contains("'unsafe-inline'") == (path == "/" && status == 200))
            }
        }
    }
}
