import Foundation
import Testing

/// The platforms that sign with one header, posting to a server as they would.
@Suite(.enabled(if: Tool.areThere("python3"), "needs the Debian package python3, which signs"))
struct PlatformTests {
    private static let config = """
        "publicURL": "https://stock.example.com",
        "sources": {
          "shopify": { "platform": "shopify", "secret": "key", "firstSight": "alert" },
          "woo": { "platform": "woocommerce", "secret": "key", "firstSight": "alert" },
          "square": { "platform": "square", "secret": "key", "firstSight": "alert" },
          "saleor": { "platform": "saleor", "secret": "key", "firstSight": "alert" }
        }
        """

    private static let signer = """
        import base64, hashlib, hmac, sys
        form, key, text = sys.argv[1:]
        code = hmac.new(key.encode(), text.encode(), hashlib.sha256)
        print(code.hexdigest() if form == 'hex' else base64.b64encode(code.digest()).decode(), end='')
        """

    /// What the platform's request looks like, signed with `key`.
    private func headers(_ source: String, _ type: String, _ body: String, key: String = "key") async throws -> [String: String] {
        func sign(_ text: String, _ form: String = "base64") async throws -> String { try await Tool.python(Self.signer, form, key, text) }
        switch source {
        case "shopify":
            return ["X-Shopify-Topic": type, "X-Shopify-Webhook-Id": "id of \(body)", "X-Shopify-Hmac-Sha256": try await sign(body)]
        case "woo": return ["X-WC-Webhook-Topic": type, "X-WC-Webhook-Signature": try await sign(body)]
        case "square": return ["x-square-hmacsha256-signature": try await sign("https://stock.example.com/events/square" + body)]
        default: return ["Saleor-Event": type, "Saleor-Signature": try await sign(body, "hex")]
        }
    }

    /// By source: what is posted under which type, and what becomes of it.
    private static let posts: [(source: String, type: String, body: String, state: String, isAlert: Bool)] = [
        ("shopify", "inventory_levels/update", #"{"inventory_item_id":271878346596884015,"location_id":2,"available":0}"#, "applied", true),
        ("shopify", "inventory_levels/update", #"{"inventory_item_id":1,"available":0}"#, "quarantined", false),
        ("shopify", "inventory_levels/disconnect", #"{"inventory_item_id":5,"location_id":2}"#, "applied", false),
        ("shopify", "products/update", #"{"id":7}"#, "ignored", false),
        (
            "woo", "product.updated", #"{"id":7,"date_modified_gmt":"2024-05-02T12:30:00","manage_stock":true,"stock_quantity":-1}"#, "applied", true
        ),
        ("woo", "product.updated", #"{"id":8,"manage_stock":false,"stock_status":"instock"}"#, "applied", false),
        ("woo", "product.updated", #"{"id":8}"#, "quarantined", false), ("woo", "order.created", #"{"id":1}"#, "ignored", false),
        (
            "square", "",
            #"{"type":"inventory.count.updated","event_id":"e","data":{"object":{"inventory_counts":"#
                + #"[{"catalog_object_id":"A","location_id":"L","state":"IN_STOCK","quantity":"0"}]}}}"#, "applied", true
        ),
        ("square", "", #"{"type":"inventory.count.updated","data":{"deleted":true}}"#, "ignored", false),
        ("saleor", "product_variant_out_of_stock", #"{"productVariant":{"id":"V"},"warehouse":{"id":"W"}}"#, "applied", true),
        ("saleor", "product_variant_stock_updated", #"{"productVariant":{"id":"V"}}"#, "waiting", false),
        ("saleor", "order_created", #"{"order":{}}"#, "ignored", false),
    ]

    @Test func eachIsAnsweredAsItWantsAndAlertsForStockAlone() async throws {
        let server = try await Server.start(try Shop(Self.config))
        for post in Self.posts {
            #expect(try await server.post(post.body, to: post.source, headers: headers(post.source, post.type, post.body)) == 200)
            #expect(try await server.post(post.body, to: post.source, headers: headers(post.source, post.type, post.body, key: "guessed")) == 401)
        }
        #expect(try await server.post("webhook_id=12", to: "woo", headers: ["Content-Type": "application/x-www-form-urlencoded"]) == 200)
        #expect(try await server.post("webhook_id=12", to: "shopify") == 401)

        let rows = try await server.shop.events()
        let told = Self.posts.map { "\($0.source) \($0.state) \($0.isAlert)" } + ["woo ignored false"]
        #expect(rows.map { "\($0.source) \($0.state) \($0.alert != nil)" }.sorted() == told.sorted())
        #expect(rows.contains { $0.type == "ping" && $0.state == "ignored" })
        #expect(try await Program.run("audit", in: server.shop).end == .exit(0))
    }

    @Test func aBodyFromAFileIsWhatItsTypeSays() async throws {
        let shop = try Shop(Self.config)
        let gone = try shop.write(Self.posts[2].body, to: "gone.json")
        let out = try shop.write(Self.posts[0].body, to: "out.json")
        #expect(try await Program.run("post", "--source", "shopify", out, in: shop).end == .exit(0))
        #expect(try await Program.run("post", "--source", "shopify", "--type", "inventory_levels/disconnect", gone, in: shop).end == .exit(0))
        #expect(try await Program.run("post", "--source", "shopify", gone, in: shop).end == .exit(0))
        #expect(try await shop.events().map(\.state).sorted() == ["applied", "applied", "quarantined"])
    }
}
