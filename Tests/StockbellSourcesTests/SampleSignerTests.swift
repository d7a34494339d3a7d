import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct SampleSignerTests {
    @Test func aSampleIsGenuineForItsSource() {
        let now = time(1_700_000_000)
        var square = source(.square, secrets: ["s"])
        square.notificationURL = "https://stock.example.com/events/tills"
        let all = [
            source(.digitalRiver, secrets: ["new", "old"]), source(.bigcommerce, secrets: ["client secret"]),
            source(.bigcommerce, secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], headers: ["X-Token": "t"]),
            source(.standardWebhooks, secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]), source(.mapping, secrets: ["s"]),
            source(.enad, headers: ["x-api-key": "k"]), source(.enad, isUnsigned: true),
            source(.shopify, secrets: ["new", "old"]), source(.woocommerce, secrets: ["s"]), source(.saleor, secrets: ["s"]),
            source(.saleor, headers: ["x-stockbell": "k"]), square,
        ]
        for settings in all {
            let body = Array("{\"a\":1}".utf8)
            let headers = SampleSigner.sign(body: body, settings: settings, id: "demo-1", now: now)
            #expect(verify(SourceRequest(headers: headers, body: body), as: settings, now: now).isGenuine)
        }
    }

    @Test func theHeadersAreThePlatforms() {
        let body = Array("{}".utf8)
        let river = SampleSigner.sign(body: body, settings: source(.digitalRiver, secrets: ["s"]), id: "1", now: time(1_706_626_185))
        #expect(river.map(\.name) == ["DigitalRiver-Signature"])
        #expect(river[0].value.hasPrefix("1706626185, "))
        let bigCommerce = SampleSigner.sign(body: body, settings: source(.bigcommerce, secrets: ["s"]), id: "msg_1", now: time(1_706_626_185))
        #expect(bigCommerce.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(bigCommerce[0].value == "msg_1")
        #expect(bigCommerce[2].value.hasPrefix("v1,"))
        #expect(SampleSigner.sign(body: body, settings: source(.enad, isUnsigned: true), id: "1", now: time(0)).isEmpty)
        let shopify = SampleSigner.sign(body: body, settings: source(.shopify, secrets: ["s"]), id: "7", now: time(0))
        #expect(shopify.map(\.name) == ["X-Shopify-Topic", "X-Shopify-Webhook-Id", "X-Shopify-Hmac-Sha256"])
        #expect(shopify[1].value == "7")
    }

    /// What a body is must be said where the platform says it in a header; else no body from a file could be understood.
    @Test func whatABodyIsStandsInItsHeader() {
        let samples: [(Platform, String, String?, StockEvent.Kind)] = [
            (.shopify, Samples.Shopify.updated, nil, .level), (.shopify, Samples.Shopify.disconnected, "inventory_levels/disconnect", .removed),
            (.woocommerce, Samples.WooCommerce.outOfStock, nil, .level), (.woocommerce, Samples.WooCommerce.deleted, "product.deleted", .removed),
            (.saleor, Samples.Saleor.outOfStock, nil, .level), (.saleor, Samples.Saleor.bareOutOfStock, "product_variant_out_of_stock", .declaredOut),
            (.square, Samples.Square.countUpdated, nil, .level), (.enad, Samples.Enad.updated, nil, .level),
        ]
        for (platform, body, type, kind) in samples {
            let headers = SampleSigner.telling(type: type, of: platform)
            let decoded = SourceAdapters.adapter(for: source(platform), zones: SummerTime()).decode(
                SourceRequest(headers: headers, body: Array(body.utf8)))
            #expect(decoded.event?.kind == kind, "\(platform)")
        }
    }
}
