import Foundation
import Testing

/// Commands that talk to a platform's API.
struct ConnectTests {
    private static let stem = "store/channel/*/inventory/product/"

    private func shop(api port: Int) throws -> Shop {
        try Shop(
            """
            "publicURL": "https://stock.example.com",
            "sources": { "web-shop": { "platform": "bigcommerce", "expectHeader": { "x-shop-key": "proof-4711" },
                "storeHash": "abc", "token": "bc-token-4711", "apiURL": "http://127.0.0.1:\(port)" } },
            "thresholds": [ { "low": 5 } ],
            "channels": { \(Snippet.webhook("shop-system", port: 9)) },
            "departments": {
              "merchandising": { "rules": [ { "on": "*", "send": "shop-system" } ] },
              "sales": { "rules": [ { "on": "out-of-stock", "send": "shop-system" } ] } }
            """)
    }

    /// Starts a command at once: what waits for a thread of the tests may wait for long.
    private func start(_ arguments: String..., in shop: Shop) throws -> ChildProcess {
        try ChildProcess([Program.path] + arguments, folder: shop.folder)
    }

    /// Answers requests in their order, and gives what they asked.
    private func serve(_ api: Listener, _ answers: [String]) async throws -> [String] {
        var asked: [String] = []
        for body in answers {
            let request = try await seen("request \(asked.count + 1)") { api.take() }
            asked.append(
                try await seen("its text") { () -> String? in
                    let text = request.text()
                    return text.isEmpty ? nil : String(text.prefix { $0 != "\r\n" })
                })
            request.answer("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
        }
        return asked
    }

    private static func hook(_ id: Int, _ scope: String, isActive: Bool) -> String {
        #"""
        { "id": \#(id), "scope": "\#(stem)\#(scope)", "destination": "https://stock.example.com/events/web-shop", "is_active": \#(isActive) }
        """#
    }

    @Test func webhooksAreMadeAndRevived() async throws {
        let port = try FreePort.next()
        let (api, shop) = (try Listener(port: port), try shop(api: port))
        let hooks = [Self.hook(7, "stock_changed", isActive: false), Self.hook(8, "settings_changed", isActive: true)].joined(separator: ",")
        let list = #"{ "data": [\#(hooks)] }"#
        let trial = try start("connect", "web-shop", "--dry-run", in: shop)
        #expect(try await serve(api, [#"{ "data": [] }"#, list]).count == 2)
        #expect(try await trial.ended() == .exit(0), "\(trial.errors)")
        #expect(trial.output.contains("\(Self.stem)stock_changed: would be revived") && api.take() == nil, "\(trial.output)")

        let done = try start("connect", "web-shop", in: shop)
        let asked = try await serve(api, [#"{ "data": [] }"#, list, "{}", "{}", "{}"])
        #expect(
            asked.dropFirst(2).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "PUT /stores/abc/v3/hooks/7", "POST /stores/abc/v3/hooks", "POST /stores/abc/v3/hooks",
            ])
        #expect(try await done.ended() == .exit(0), "\(done.errors)")
        #expect(done.output.contains("out_of_stock_reached: made."), "\(done.output)")
        #expect(!done.output.contains("4711") && !done.errors.contains("4711"))
    }

    @Test func allLevelsAreLearnedQuietly() async throws {
        let port = try FreePort.next()
        let (api, shop) = (try Listener(port: port), try shop(api: port))
        let items = [(77, 0), (78, 4), (79, 20)].map { variant, quantity in
            #"""
            { "identity": { "sku": "ESP-\#(variant)", "variant_id": \#(variant), "product_id": 1 },
              "locations": [ { "location_id": 2, "available_to_sell": \#(quantity) } ] }
            """#
        }
        let pages = [(1, items[0...1]), (2, items[2...2])].map { page, items in
            #"{ "data": [\#(items.joined(separator: ","))], "meta": { "pagination": { "current_page": \#(page), "total_pages": 2 } } }"#
        }
        let learned = try start("learn", "web-shop", in: shop)
        let asked = try await serve(api, pages)
        #expect(asked[1].hasPrefix("GET /stores/abc/v3/inventory/items?limit=250&page=2 "))
        #expect(try await learned.ended() == .exit(0), "\(learned.errors)")
        #expect(learned.output.contains("Known now: items 3, places 1; levels that are fine 1, low 1, out 1."))
        #expect(learned.output.contains("  merchandising: 2\n  sales: 1\n"))
        #expect(try await shop.deliveries().isEmpty)
        #expect(try await shop.events().isEmpty)
        let audit = try await Program.run("audit", in: shop)
        #expect(audit.end == .exit(0) && audit.output.contains("3"), "\(audit.output)")
    }

    @Test func aSourceWithoutATokenSaysWhatItNeeds() async throws {
        let shop = try Shop(Snippet.shop)
        for command in ["connect", "learn"] {
            let result = try await Program.run(command, "tills", in: shop)
            #expect(result.end == .exit(1) && result.errors.contains("BigCommerce") || result.errors.contains("Enad"), "\(result)")
        }
    }
}
