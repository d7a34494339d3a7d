import Foundation
import StockbellChannels
import StockbellCore
import Testing

/// What the reference libraries say of our signatures.
struct SignatureJudgeTests {
    private static let body = "{\"type\":\"stock.out\",\"data\":{\"item\":\"Caf\u{E9} \\\"x\\\"\"}}"

    private func header(_ secrets: [String]) throws -> String {
        let signature = try #require(WebhookSignature(secrets.map { Secret($0) }))
        let timestamp = Int64(Date().timeIntervalSince1970)
        return try #require(signature.header(id: "01JD0000000000000000000000", timestamp: timestamp, body: Array(Self.body.utf8))) + "|\(timestamp)"
    }

    @Test(.enabled(if: PyPeers.has("standardwebhooks"), "\(PyPeers.lack): standardwebhooks"))
    func standardwebhooksTakesEachOfTheKeysAndNoOther() async throws {
        let program = """
            import sys
            from standardwebhooks import Webhook
            secret, header, body = sys.argv[1:4]
            signature, timestamp = header.split('|')
            headers = {'webhook-id': '01JD0000000000000000000000', 'webhook-timestamp': timestamp, 'webhook-signature': signature}
            try:
                Webhook(secret).verify(body, headers)
                print('genuine')
            except Exception as error:
                print('refused')
            """
        let (old, new) = ("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=")
        let both = try header(["whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", new, old])
        for (secret, header, body, verdict) in [
            (old, both, Self.body, "genuine"), (new, both, Self.body, "genuine"), (old, both, Self.body + " ", "refused"),
            (old, try header([new]), Self.body, "refused"),
        ] {
            #expect(try await PyPeers.run(["-c", program, secret, header, body]) == verdict + "\n")
        }
    }

    @Test(.enabled(if: PyPeers.has("nacl"), "\(PyPeers.lack): pynacl"))
    func libsodiumTakesTheEd25519Signature() async throws {
        let program = """
            import base64, sys, nacl.signing
            header, body = sys.argv[1:3]
            signature, timestamp = header.split('|')
            assert signature.startswith('v1a,')
            key = nacl.signing.SigningKey(bytes(range(32))).verify_key
            key.verify(b'01JD0000000000000000000000.' + timestamp.encode() + b'.' + body.encode(), base64.b64decode(signature[4:]))
            print('genuine')
            """
        let signed = try header(["whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="])
        #expect(try await PyPeers.run(["-c", program, signed, Self.body]) == "genuine\n")
    }
}
