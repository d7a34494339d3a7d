import Foundation
import Testing

/// Text messages through a service that checks signatures as AWS does.
@Suite(.enabled(if: Moto.isThere, "\(Moto.absence)"))
struct SNSTests {
    private func config(_ moto: Moto, secret: String) -> String {
        """
        "sources": { \(Snippet.tills) },
        "channels": {
          "sms": {
            "type": "sns", "url": "\(moto.url)", "region": "eu-west-1", "accessKey": "\(moto.accessKey)", "secretKey": "\(secret)",
            "from": "Stockbell", "allowPrivateNetwork": true
          }
        },
        "departments": { "purchasing": { "rules": [ { "on": "out-of-stock", "send": "sms:+4915112345678" } ] } }
        """
    }

    @Test func aSignatureIsTakenAndAWrongKeyIsForSomebodyToMend() async throws {
        let moto = try await Moto.start()
        let letter = "Subject: x\nSMS: Gr\u{F6}\u{DF}e 5\u{20AC} + 10 % & <b>~*'()/ {{item.name}}\n\nx\n"
        let files = ["templates/out-of-stock.en.md": letter]
        let server = try await Server.start(try Shop(config(moto, secret: moto.secretKey), files: files))
        #expect(try await server.sell(Sample.enad("K\u{E4}se+\u{D6}l", quantity: 0)) == 200)
        try await eventually("the text is taken") { try await server.shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await server.shop.deliveries().first?.answer == "200")

        let wrong = try await Server.start(try Shop(config(moto, secret: moto.secretKey + "x"), files: files))
        #expect(try await wrong.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let row = try await seen("the text is tried") { try await wrong.shop.deliveries().first { $0.attempt > 0 && $0.state == "pending" } }
        let explained = try await seen("the story tells why") {
            let story = try await Program.run("explain", row.id, "--json", in: wrong.shop).output
            return story.contains("SignatureDoesNotMatch") ? story : nil
        }
        #expect(!explained.contains(moto.secretKey))
        #expect(!wrong.log.contains(moto.secretKey))
    }
}
