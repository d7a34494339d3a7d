import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

/// The platforms that put one HMAC-SHA256 of the raw body into one header.
@Suite struct BodySignatureTests {
    /// Computed by the platforms' documented rules, and checked with a second implementation of HMAC.
    struct Vector: CustomTestStringConvertible {
        var platform: Platform
        var secret: String
        var header: String
        var signature: String
        var body: String

        var testDescription: String { platform.name }

        func settings(_ secrets: [String]? = nil, url: String? = BodySignatureTests.url) -> SourceSettings {
            var settings = source(platform, secrets: secrets ?? [secret])
            settings.notificationURL = platform == .square ? url : nil
            return settings
        }

        func request(_ signature: String? = nil, header: String? = nil, body: String? = nil) -> SourceRequest {
            StockbellSourcesTests.request(body ?? self.body, headers: [(header ?? self.header, signature ?? self.signature)])
        }
    }

    static let url = "https://hooks.example.com/in/square/acme"

    static let vectors = [
        Vector(
            platform: .shopify, secret: "shopify-client-secret-for-tests", header: "X-Shopify-Hmac-Sha256",
            signature: "cSlpFN0pfB80c2qPtRuvIgG50tPwoxyI7dY8U0XetNc=",
            body: #"{"inventory_item_id":271878346596884015,"location_id":24826418,"available":10,"admin_graphql_api_id":"gid:\/\/"#
                + #"shopify\/InventoryLevel\/24826418?inventory_item_id=271878346596884015"}"#),
        Vector(
            platform: .woocommerce, secret: "woo-secret-for-tests", header: "X-WC-Webhook-Signature",
            signature: "sb3wAOQdMa70QZarPCFGHQTEUQUB4QqCJTEMHu3M7VQ=",
            body: #"{"id":794,"sku":"CAP-BLUE-01","manage_stock":true,"stock_quantity":2,"stock_status":"instock","low_stock_amoun"#
                + #"t":3}"#),
        Vector(
            platform: .square, secret: "square-signature-key-for-tests", header: "x-square-hmacsha256-signature",
            signature: "SW9My/v5RWTdJam6r0gHpryaN+M8Ety/xH+Sf40t0js=",
            body: #"{"created_at":"2019-10-29T18:38:45.455006797Z","data":{"id":"84e4ac73-d605-4dbd-a9e5-ffff794ddb9d","object":{""#
                + #"inventory_counts":[{"calculated_at":"2019-10-29T18:38:45.10296Z","catalog_object_id":"FGQ5JJWT2PYTHF35CKZ2DSKP"#
                + #"","catalog_object_type":"ITEM_VARIATION","location_id":"YYQR03DGCTXA4","quantity":"10","state":"IN_STOCK"}]},""#
                + #"type":"inventory_counts"},"event_id":"df5f3813-a913-45a1-94e9-fdc3f7d5e3b6","merchant_id":"6SSW7HV8K2ST5","typ"#
                + #"e":"inventory.count.updated"}"#),
        Vector(
            platform: .saleor, secret: "saleor-secret-for-tests", header: "Saleor-Signature",
            signature: "70de1f21028618c58955e201b30b245ad06d0485d995b03950cd378bc9efd7aa",
            body: #"{"productVariant": {"id": "UHJvZHVjdFZhcmlhbnQ6Mzg0"}}"#),
    ]

    @Test(arguments: vectors)
    func theDocumentedSignatureIsGenuine(vector: Vector) {
        #expect(verify(vector.request(), as: vector.settings()).isGenuine)
        #expect(verify(vector.request(header: vector.header.uppercased()), as: vector.settings()).isGenuine)
    }

    @Test(arguments: vectors)
    func anyActiveSecretProves(vector: Vector) {
        #expect(verify(vector.request(), as: vector.settings(["new", vector.secret])).isGenuine)
        #expect(verify(vector.request(), as: vector.settings([vector.secret, "old"])).isGenuine)
        #expect(!verify(vector.request(), as: vector.settings(["new"])).isGenuine)
        #expect(!verify(vector.request(), as: vector.settings([""])).isGenuine)
    }

    @Test(arguments: vectors)
    func anotherSignatureOrNoneIsRefused(vector: Vector) {
        #expect(verify(request(vector.body), as: vector.settings()).reason == "header \(vector.header) is missing")
        for signature in ["", " ", "!", "AAAA", "00", vector.signature + "A", "sha256=" + vector.signature, String(vector.signature.dropLast())] {
            #expect(!verify(vector.request(signature), as: vector.settings()).isGenuine, "\(signature)")
        }
        let other = Self.vectors.first { $0.platform != vector.platform }?.signature ?? ""
        #expect(!verify(vector.request(other), as: vector.settings()).isGenuine)
    }

    /// Written anew, with other blanks or other escapes, a body is another one.
    @Test(arguments: vectors)
    func theBytesAreSignedAsTheyCame(vector: Vector) {
        for body in [vector.body + " ", vector.body.replacing("{", with: "{ "), vector.body.replacing("\"", with: "'")] {
            #expect(!verify(vector.request(body: body), as: vector.settings()).isGenuine)
        }
        let unescaped = vector.body.replacing("\\/", with: "/")
        #expect(verify(vector.request(body: unescaped), as: vector.settings()).isGenuine == (unescaped == vector.body))
    }

    @Test func squareSignsTheURLAsItIsRegistered() throws {
        let vector = try #require(Self.vectors.first { $0.platform == .square })
        for url in [Self.url + "/", Self.url.uppercased(), "http://127.0.0.1:8080/events/tills", ""] {
            #expect(!verify(vector.request(), as: vector.settings(url: url)).isGenuine)
        }
        #expect(
            verify(vector.request(), as: vector.settings(url: nil)).reason
                == "Square signs the URL that it posts to, and the source does not know it")
        let sha1 = request(vector.body, headers: [("x-square-signature", vector.signature)])
        #expect(!verify(sha1, as: vector.settings()).isGenuine)
    }

    @Test(arguments: vectors)
    func whatIsSignedHereIsWhatThePlatformSigns(vector: Vector) {
        let headers = SampleSigner.sign(body: Array(vector.body.utf8), settings: vector.settings(), id: "1", now: time(0))
        #expect(headers.contains { $0.isNamed(vector.header) && $0.value == vector.signature })
    }

    @Test(arguments: vectors)
    func noReasonTellsASecretOrASignature(vector: Vector) {
        let reason = verify(vector.request("hushAAAA"), as: vector.settings(["hush-secret"])).reason
        #expect(reason != nil && reason?.contains("hush") == false)
    }
}
