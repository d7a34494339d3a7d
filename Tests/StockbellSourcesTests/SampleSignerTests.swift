import FoundationEssentials
import StockbellCore
import StockbellSources
import Testing

@Suite struct SampleSignerTests {
    @Test func aSampleIsGenuineForItsSource() {
        let now = time(1_700_000_000)
        let all = [
            source(.digitalRiver, secrets: ["new", "old"]), source(.bigcommerce, secrets: ["client secret"]),
            source(.bigcommerce, secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], headers: ["X-Token": "t"]),
            source(.enad, headers: ["x-api-key": "k"]), source(.enad, isUnsigned: true),
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
    }
}
