import Foundation
import Testing

/// What a platform tells without a number is asked of its API, over the wire.
struct ReadingTests {
    private static let token = "bc-token-4711"
    private static let proof = ["x-shop-key": "proof-4711"]

    private func shop(api port: Int, hook: Int) throws -> Shop {
        try Shop(
            """
            "sources": { "web-shop": { "platform": "bigcommerce", "expectHeader": { "x-shop-key": "proof-4711" }, "firstSight": "alert",
                "storeHash": "abc", "token": "\(Self.token)", "apiURL": "http://127.0.0.1:\(port)" } },
            "thresholds": [ { "low": "platform" }, { "low": 1 } ],
            "channels": { \(Snippet.webhook("shop-system", port: hook)) },
            "departments": { "merchandising": { "rules": [ { "on": "*", "where": { "sku": "ESP-*" }, "send": "shop-system" } ] } }
            """)
    }

    private static func answer(_ status: String, _ body: String = "", _ headers: String...) -> String {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    private static func item(_ variant: Int, _ quantity: Int, warning: Int) -> String {
        #"""
        { "identity": { "sku": "ESP-\#(variant)", "variant_id": \#(variant), "product_id": 113 }, "locations": [ { "location_id": 2,
          "location_name": "Hamburg", "available_to_sell": \#(quantity), "settings": { "is_in_stock": true, "warning_level": \#(warning) } } ] }
        """#
    }

    @Test func whatWaitsIsReadTogetherAndTold() async throws {
        let (apiPort, hookPort) = (try FreePort.next(), try FreePort.next())
        let (api, hook) = (try Listener(port: apiPort), try Listener(port: hookPort))
        let server = try await Server.start(try shop(api: apiPort, hook: hookPort))
        for variant in [77, 78] {
            // What tells two events apart is their hash.
            let body = try Sample.bigCommerce("stock_changed", variant: variant).replacing("996ea203", with: "996ea2\(variant)")
            #expect(try await server.post(body, to: "web-shop", headers: Self.proof) == 200)
        }
        #expect(try await server.shop.events().map(\.state) == ["waiting", "waiting"])

        let first = try await seen("a question") { api.take() }
        try await eventually("all of it") { first.text().hasPrefix("GET ") }
        first.answer(Self.answer("429 Too Many Requests", "", "X-Rate-Limit-Requests-Left: 0", "X-Rate-Limit-Time-Reset-Ms: 300"))
        let second = try await seen("the question again") { api.take() }
        let question = try await seen("all of it") { () -> String? in
            let text = second.text()
            return text.isEmpty ? nil : text
        }
        #expect(
            question.hasPrefix("GET /stores/abc/v3/inventory/items?variant_id:in=77,78&location_id:in=2&limit=1000&page=1 HTTP/1.1\r\n"),
            "\(question)")
        #expect(question.contains("\r\nX-Auth-Token: \(Self.token)\r\n"))
        let items = [Self.item(77, 0, warning: 0), Self.item(78, 4, warning: 5)].joined(separator: ",")
        second.answer(Self.answer("200 OK", #"{ "data": [\#(items)], "meta": { "pagination": { "current_page": 1, "total_pages": 1 } } }"#))

        for _ in 0..<2 {
            let told = try await seen("a webhook") { hook.take() }
            told.answer(Self.answer("200 OK"))
        }
        try await eventually("both are told") { try await server.shop.deliveries().map(\.state) == ["delivered", "delivered"] }
        let events = try await server.shop.events()
        #expect(events.map(\.state) == ["applied", "applied"])
        #expect(events.map(\.reason) == ["by a reading: first sight, edge: out-of-stock", "by a reading: first sight, edge: low-stock"])
        let metrics = try await server.admin.get("/metrics").text
        #expect(metrics.contains(#"stockbell_readings_total{source="web-shop",outcome="answered"} 1"#))
        #expect(metrics.contains(#"stockbell_readings_total{source="web-shop",outcome="limited"} 1"#))
        #expect(try await server.stop() == .exit(0))
        #expect(!server.log.contains(Self.token))
    }

    @Test func nothingIsAskedWhileMessagesAreCaught() async throws {
        let (apiPort, hookPort) = (try FreePort.next(), try FreePort.next())
        let api = try Listener(port: apiPort)
        let server = try await Server.start(try shop(api: apiPort, hook: hookPort), "--catch")
        #expect(server.log.contains("the platforms of web-shop are not asked"))
        #expect(try await server.post(Sample.bigCommerce("stock_changed", variant: 77), to: "web-shop", headers: Self.proof) == 200)
        #expect(try await server.post(Sample.bigCommerce("low_stock_reached", variant: 78), to: "web-shop", headers: Self.proof) == 200)
        #expect(try await server.shop.events().map(\.state) == ["waiting", "applied"])
        #expect(api.take() == nil)
    }

    @Test func eventsOfAnotherStoreAreRefused() async throws {
        let server = try await Server.start(try shop(api: FreePort.next(), hook: FreePort.next()))
        let body = try Sample.bigCommerce("stock_changed", variant: 77).replacing("/abc\"", with: "/xyz\"")
        #expect(try await server.post(body, to: "web-shop", headers: Self.proof) == 401)
        #expect(try await server.shop.events().isEmpty)
    }
}
