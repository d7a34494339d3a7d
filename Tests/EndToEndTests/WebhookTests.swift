import Foundation
import Testing

/// Webhooks to a real web server.
@Suite(.enabled(if: Nginx.isThere && Tool.areThere("python3"), "needs the Debian packages nginx-light and python3"))
struct WebhookTests {
    private static let secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

    /// The signature of Standard Webhooks, made by another implementation than the program's.
    private static let signer = """
        import base64, hashlib, hmac, sys
        secret, id, timestamp, file = sys.argv[1:]
        body = open(file, 'rb').read()
        key = base64.b64decode(secret.removeprefix('whsec_'))
        print('v1,' + base64.b64encode(hmac.new(key, f'{id}.{timestamp}.'.encode() + body, hashlib.sha256).digest()).decode(), end='')
        """

    @Test func aRetryKeepsItsIDAndIsSignedAnew() async throws {
        let nginx = try await Nginx.start()
        let config = """
            "sources": { \(Snippet.tills) },
            "channels": { \(Snippet.webhook("shop-system", port: nginx.port, #", "secret": "\#(Self.secret)""#)) },
            "departments": { "merchandising": { "rules": [ { "on": "*", "send": "shop-system" } ] } }
            """
        let server = try await Server.start(try Shop(config))
        #expect(try await server.sell(Sample.enad("Caf\u{E9} \"10 \u{20AC}\"", quantity: 0)) == 200)
        try await eventually("the first attempt") { try !nginx.requests().isEmpty }
        nginx.open()
        try await eventually("an attempt that is taken") { try nginx.requests().contains { $0.status == "200" } }

        let requests = try nginx.requests()
        let last = try #require(requests.last)
        #expect(requests.map(\.status) == Array(repeating: "503", count: requests.count - 1) + ["200"])
        #expect(Set(requests.map(\.id)).count == 1)
        #expect(requests.map(\.timestamp) == Array(Set(requests.map(\.timestamp))).sorted(), "each attempt has a timestamp of its own")
        #expect(last.type == "application/json")
        #expect(last.signature == (try await Tool.python(Self.signer, Self.secret, last.id, last.timestamp, last.file)))

        struct Body: Decodable {
            var type: String
        }
        let body = try #require(FileManager.default.contents(atPath: last.file))
        #expect(try JSONDecoder().decode(Body.self, from: body).type == "stock.out-of-stock")
        #expect(String(decoding: body, as: UTF8.self).contains("Caf\u{E9} \\\"10 \u{20AC}\\\""))
        try await eventually("the delivery is known as delivered") { try await server.shop.deliveries().map(\.state) == ["delivered"] }
        let delivery = try #require(try await server.shop.deliveries().first)
        #expect(delivery.id == last.id)
        #expect(delivery.attempt == requests.count)
    }

    @Test func aPauseThatTheFarSideAsksForIsKept() async throws {
        let nginx = try await Nginx.start()
        let config = """
            "sources": { \(Snippet.tills) },
            "channels": { \(Snippet.webhook("shop-system", port: nginx.port, path: "/busy")) },
            "departments": { "merchandising": { "rules": [ { "on": "*", "send": "shop-system" } ] } }
            """
        let server = try await Server.start(try Shop(config))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let delivery = try await seen("the first attempt has failed") { try await server.shop.deliveries().first { $0.state == "pending" } }
        #expect(delivery.attempt == 1)
        #expect(delivery.reason?.contains("503") == true)
        #expect(delivery.dueAt.timeIntervalSince(delivery.createdAt) >= 3000)
        #expect(try nginx.requests(to: "/busy").count == 1)
    }
}
