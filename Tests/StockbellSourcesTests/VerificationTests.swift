import Crypto
import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct VerificationTests {
    // MARK: Digital River

    /// Computed by the rule of Digital River's own connector, checked with a second implementation of HMAC.
    private let digitalRiver = request(
        (#"{"id":"cda6bf91-96e6-463b-959b-8e82dd81addd","type":"inventory.out_of_stock","data":{"object":{"quantity":0,"#
            + #""timestamp":"2024-01-30T08:49:44.331Z","products":[{"externalReferenceId":null,"productId":"15116720197"}],"#
            + #""eventType":"inventory.out_of_stock","partNumber":"CCC","fulfiller":"DR globalTech","allowBackOrder":false,"#
            + #""inventoryManagement":"Self Managed"},"previousAttributes":{"quantity":1}},"liveMode":false,"#
            + #""createdTime":"2024-01-30T14:49:45.55875Z"}"#),
        headers: [("DigitalRiver-Signature", "1706626185, z32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=")])

    @Test(arguments: [["dr-webhook-token-for-tests"], ["new", "dr-webhook-token-for-tests"], ["dr-webhook-token-for-tests", "new"]])
    func digitalRiverIsProvenByAnyActiveSecret(secrets: [String]) {
        #expect(verify(digitalRiver, as: source(.digitalRiver, secrets: secrets)).isGenuine)
    }

    @Test(
        arguments: [
            ("1706626185, z32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=", true),
            ("1706626185,z32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=", true),
            ("1706626185, AAAA, z32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=", true),
            ("1706626185, z32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=, not base64", true),
            ("1706626186, z32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=", false),
            ("1706626185, y32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=", false),
            ("z32rN/18c4QiWDMSkt+qzekd3vaioQlm87ILm+y3zbY=", false),
            ("1706626185, ", false), ("1706626185", false), (", ,", false), ("", false),
        ] as [(String, Bool)])
    func digitalRiverSignatureHeader(value: String, isGenuine: Bool) {
        let signed = SourceRequest(headers: [.init(name: "digitalriver-signature", value: value)], body: digitalRiver.body)
        #expect(verify(signed, as: source(.digitalRiver, secrets: ["dr-webhook-token-for-tests"])).isGenuine == isGenuine)
    }

    // MARK: Standard Webhooks

    /// The published vector of the Standard Webhooks test suites.
    @Test func thePublishedVectorIsGenuine() {
        let signed = request(
            #"{"test": 2432232314}"#,
            headers: [
                ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
                ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            ])
        let settings = source(.bigcommerce, secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        #expect(verify(signed, as: settings, now: time(1_614_265_330)).isGenuine)
    }

    private func bigCommerce(
        id: String? = "bc-msg-1", timestamp: String? = "1682624641", signature: String? = "v1,umqGLIaCk1GzqzzX8aoBIwXpcVasNdWx9Nzh2ep9bSQ=",
        body: String? = nil
    ) -> SourceRequest {
        var headers: [(String, String)] = []
        if let id { headers.append(("Webhook-Id", id)) }
        if let timestamp { headers.append(("WEBHOOK-TIMESTAMP", timestamp)) }
        if let signature { headers.append(("webhook-signature", signature)) }
        return request(
            body
                ?? (#"{"producer":"stores/{store_hash}","hash":"996ea203c939d05ca667a515ef2f029976d6df80","created_at":1682624640,"#
                    + #""store_id":"1234567890","scope":"store/channel/*/inventory/product/stock_changed","data":{"variant_id":127,"#
                    + #""product_id":113,"location_id":2}}"#),
            headers: headers)
    }

    private let bigCommerceSettings = source(.bigcommerce, secrets: ["bc-client-secret-for-tests"])

    @Test(
        arguments: [
            (1_682_624_641, true), (1_682_624_641 - 300, true), (1_682_624_641 + 300, true), (1_682_624_641 - 301, false),
            (1_682_624_641 + 301, false),
        ] as [(Double, Bool)])
    func aSignatureHoldsFiveMinutesBothWays(now: Double, isGenuine: Bool) {
        #expect(verify(bigCommerce(), as: bigCommerceSettings, now: time(now)).isGenuine == isGenuine)
    }

    @Test(
        arguments: [
            ("v1,umqGLIaCk1GzqzzX8aoBIwXpcVasNdWx9Nzh2ep9bSQ=", true),
            ("v1a,AAAA v1,AAAA v1,umqGLIaCk1GzqzzX8aoBIwXpcVasNdWx9Nzh2ep9bSQ= v2,BBBB", true),
            ("v1,umqGLIaCk1GzqzzX8aoBIwXpcVasNdWx9Nzh2ep9bSQ= v1,!", true),
            ("v2,umqGLIaCk1GzqzzX8aoBIwXpcVasNdWx9Nzh2ep9bSQ=", false),
            ("v1a,umqGLIaCk1GzqzzX8aoBIwXpcVasNdWx9Nzh2ep9bSQ=", false),
            ("umqGLIaCk1GzqzzX8aoBIwXpcVasNdWx9Nzh2ep9bSQ=", false),
            ("v1,", false), ("v1", false), ("", false),
        ] as [(String, Bool)])
    func anyKnownSignatureIsEnough(signature: String, isGenuine: Bool) {
        #expect(verify(bigCommerce(signature: signature), as: bigCommerceSettings, now: time(1_682_624_641)).isGenuine == isGenuine)
    }

    @Test func eachMissingHeaderIsNamed() {
        let now = time(1_682_624_641)
        #expect(verify(bigCommerce(id: nil), as: bigCommerceSettings, now: now).reason == "header webhook-id is missing")
        #expect(verify(bigCommerce(timestamp: nil), as: bigCommerceSettings, now: now).reason == "header webhook-timestamp is missing")
        #expect(verify(bigCommerce(signature: nil), as: bigCommerceSettings, now: now).reason == "header webhook-signature is missing")
        #expect(verify(request("{}"), as: source(.digitalRiver, secrets: ["a"])).reason == "header DigitalRiver-Signature is missing")
    }

    @Test(arguments: ["", "1682624641.5", "-1682624641", "+1682624641", " 1682624641", "99999999999999999999999", "١٦٨٢"])
    func aTimestampIsDigitsAlone(timestamp: String) {
        #expect(!verify(bigCommerce(timestamp: timestamp), as: bigCommerceSettings, now: time(1_682_624_641)).isGenuine)
    }

    // MARK: all platforms

    @Test(arguments: Platform.allCases.filter(\.signsBodies))
    func everyTamperedByteIsNoticed(platform: Platform) {
        var settings = source(platform, secrets: ["one", "two"])
        settings.notificationURL = "https://stock.example.com/events/shop"
        let body = Array(#"{"quantity":10}"#.utf8)
        let now = time(1_700_000_000)
        let headers = SampleSigner.sign(body: body, settings: settings, id: "m1", now: now)
        #expect(verify(SourceRequest(headers: headers, body: body), as: settings, now: now).isGenuine)
        for position in body.indices {
            var tampered = body
            tampered[position] ^= 1
            #expect(!verify(SourceRequest(headers: headers, body: tampered), as: settings, now: now).isGenuine)
        }
        #expect(!verify(SourceRequest(headers: headers, body: body + [32]), as: settings, now: now).isGenuine)
        #expect(!verify(SourceRequest(headers: headers, body: []), as: settings, now: now).isGenuine)
    }

    @Test func anIdThatWasNotSignedIsNoticed() {
        #expect(!verify(bigCommerce(id: "bc-msg-2"), as: bigCommerceSettings, now: time(1_682_624_641)).isGenuine)
    }

    @Test(arguments: Platform.allCases)
    func aSourceWithoutProofIsGenuineOnlyIfTheShopSaysSo(platform: Platform) {
        #expect(verify(request("{}"), as: source(platform, isUnsigned: true)).isGenuine)
        #expect(!verify(request("{}"), as: source(platform)).isGenuine)
    }

    @Test(
        arguments: [
            ([("X-API-KEY", "k1"), ("x-shop", "7")], true), ([("x-api-key", "k1"), ("x-shop", "7"), ("x-shop", "8")], true),
            ([("x-api-key", "k1")], false), ([("x-shop", "7")], false), ([("x-api-key", "k1"), ("x-shop", "8")], false),
            ([("x-api-key", "k1 "), ("x-shop", "7")], false), ([("x-api-key", ""), ("x-shop", "")], false), ([], false),
        ] as [([(String, String)], Bool)])
    func allExpectedHeadersMustMatch(headers: [(String, String)], isGenuine: Bool) {
        let settings = source(.enad, headers: ["x-api-key": "k1", "X-Shop": "7"])
        #expect(verify(request("{}", headers: headers), as: settings).isGenuine == isGenuine)
    }

    @Test func aSecretAndAnExpectedHeaderMustBothHold() {
        let settings = source(.digitalRiver, secrets: ["s"], headers: ["x-api-key": "k"])
        let body = Array("{}".utf8)
        let headers = SampleSigner.sign(body: body, settings: settings, id: "1", now: time(0))
        #expect(headers.count == 2)
        #expect(verify(SourceRequest(headers: headers, body: body), as: settings).isGenuine)
        for left in headers.indices {
            var fewer = headers
            fewer.remove(at: left)
            #expect(!verify(SourceRequest(headers: fewer, body: body), as: settings).isGenuine)
        }
    }

    @Test func anEmptySecretOrHeaderProvesNothing() {
        #expect(!verify(digitalRiver, as: source(.digitalRiver, secrets: [""])).isGenuine)
        #expect(!verify(request("{}", headers: [("x-api-key", "")]), as: source(.enad, headers: ["x-api-key": ""])).isGenuine)
        // Anybody can sign with a key of no bytes; `whsec_` alone is no key either, but a text.
        let code = HMAC<SHA256>.authenticationCode(for: Array("1.{}".utf8), using: SymmetricKey(data: [UInt8]()))
        let signed = request("{}", headers: [("DigitalRiver-Signature", "1, \(Data(code).base64EncodedString())")])
        #expect(!verify(signed, as: source(.digitalRiver, secrets: [""])).isGenuine)
        let other = HMAC<SHA256>.authenticationCode(for: Array("a.1700000000.{}".utf8), using: SymmetricKey(data: [UInt8]()))
        let signature = "v1,\(Data(other).base64EncodedString())"
        let webhook = request("{}", headers: [("webhook-id", "a"), ("webhook-timestamp", "1700000000"), ("webhook-signature", signature)])
        for secret in ["", "whsec_"] { #expect(!verify(webhook, as: source(.bigcommerce, secrets: [secret])).isGenuine) }
    }

    @Test func aSecretForEnadProvesNothing() {
        #expect(verify(request("{}"), as: source(.enad, secrets: ["s"])).reason == "Enad signs nothing, so a secret proves nothing")
    }

    @Test func noReasonTellsASecretOrASignature() {
        let settings = source(.bigcommerce, secrets: ["hush-secret"], headers: ["x-api-key": "hush-key"])
        let signed = request(
            "{}", headers: [("webhook-id", "1"), ("webhook-timestamp", "1"), ("webhook-signature", "v1,hushAAAA"), ("x-api-key", "hush-wrong")])
        #expect(verify(signed, as: settings).reason?.contains("hush") == false)
        #expect(verify(signed, as: source(.bigcommerce, secrets: ["hush-secret"])).reason?.contains("hush") == false)
    }
}
