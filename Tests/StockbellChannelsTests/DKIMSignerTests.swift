import Crypto
import CryptoExtras
import Curl
import Foundation
import StockbellCore
import Testing

@testable import StockbellChannels

@Suite struct DKIMSignerTests {
    /// Keys that are made for this run.
    struct Keys {
        let rsa: _RSA.Signing.PrivateKey
        let ed25519 = Curve25519.Signing.PrivateKey()

        init() throws { rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

        /// RFC 8410 section 7.
        var ed25519PEM: String {
            let der =
                Data([0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]) + ed25519.rawRepresentation
            return "-----BEGIN PRIVATE KEY-----\n\(der.base64EncodedString())\n-----END PRIVATE KEY-----"
        }

        /// The TXT records, by their names.
        var records: [String: String] {
            [
                "r1._domainkey.example.test": "v=DKIM1; k=rsa; p=\(rsa.publicKey.derRepresentation.base64EncodedString())",
                "e1._domainkey.example.test": "v=DKIM1; k=ed25519; p=\(ed25519.publicKey.rawRepresentation.base64EncodedString())",
            ]
        }

        func settings() throws -> [DKIMSettings] {
            [
                try #require(DKIMSettings(domain: "example.test", selector: "r1", key: Secret(rsa.pemRepresentation))),
                try #require(DKIMSettings(domain: "example.test", selector: "e1", key: Secret(ed25519PEM))),
            ]
        }
    }

    private static func channel(_ signatures: [DKIMSettings]) throws -> ChannelSettings {
        var settings = SMTPSettings(
            host: "smtp.example.com", port: 587, security: .starttls, from: try #require(Mailbox("Stock Älerts <alerts@example.test>")))
        (settings.signatures, settings.offersUnsubscribing, settings.bounces) = (signatures, true, "bounce@example.test")
        var channel = ChannelSettings(name: "mail", kind: .smtp(settings))
        channel.feedback = FeedbackDoor(url: "https://stock.example.test/receipts/mail", key: Secret("k"))
        return channel
    }

    static func message(_ signatures: [DKIMSettings], attempt: Int = 1) throws -> [UInt8] {
        var letter = Samples.letter(named: "Café")
        letter.plain = "Café\n.dot\n\nblank at the end \n\n\n"
        let parcel = Samples.parcel(.message(letter), to: "buyers@example.com", attempt: attempt, at: Samples.created.addingTimeInterval(60))
        let step = try ChannelAdapters.adapter(for: try channel(signatures)).next(parcel, after: [])
        guard case .send(let request) = step, case .mail(_, _, let message) = request.payload else { throw ContentError(.other, "no mail") }
        return message
    }

    @Test func bothSignaturesAreThoseOfTheBytesThatAreSent() throws {
        let keys = try Keys()
        let message = try Self.message(keys.settings())
        #expect(try Self.message(keys.settings(), attempt: 2) == message)
        let text = String(decoding: message, as: UTF8.self)
        let rest = text.components(by: "\r\nDate: ")
        let signatures = rest[0].replacing("\r\nDKIM-Signature", with: "\0DKIM-Signature").split(separator: "\0").map(String.init)
        try #require(signatures.count == 2)
        let mail = DKIMMail(Array(("Date: " + rest[1]).utf8))
        for signature in signatures {
            let parts = signature.components(by: " b=")
            let value = try #require(Data(base64Encoded: parts[1].filter { !$0.isWhitespace }))
            let names = try #require(parts[0].components(by: " h=").last).prefix { $0 != ";" }.filter { !$0.isWhitespace }.split(separator: ":")
            #expect(names.filter { $0 == "from" }.count == 2 && names.filter { $0 == "subject" }.count == 2, "nobody puts a second one above it")
            for name in ["list-unsubscribe", "list-unsubscribe-post", "list-id", "message-id", "auto-submitted", "content-type"] {
                #expect(names.contains(name[...]))
            }
            let digest = SHA256.hash(data: mail.signed(names.map(String.init), signature: parts[0] + " b="))
            let isValid =
                signature.contains("ed25519")
                ? keys.ed25519.publicKey.isValidSignature(value, for: Data(digest))
                : keys.rsa.publicKey.isValidSignature(.init(rawRepresentation: value), for: digest, padding: .insecurePKCS1v1_5)
            #expect(isValid, "\(signature)")
            #expect(signature.components(by: "\r\n").allSatisfy { $0.utf8.count <= 78 })
        }
    }

    /// A judge of its own, where it is installed: `pip install dkimpy pynacl` into `.build/peers`.
    private static let judge = ["\(FileManager.default.currentDirectoryPath)/.build/peers/bin/python", "/usr/bin/python3"].first {
        (try? run($0, "import dkim, nacl", Data()))?.status == 0
    }

    static func run(_ python: String, _ script: String, _ input: Data) throws -> (status: Int32, output: String) {
        guard FileManager.default.isExecutableFile(atPath: python) else { return (1, "") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script]
        let (stdin, stdout) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, Pipe())
        try process.run()
        stdin.fileHandleForWriting.write(input)
        try stdin.fileHandleForWriting.close()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test(.enabled(if: judge != nil, "dkimpy is not installed in .build/peers"))
    func dkimpyAgrees() throws {
        let keys = try Keys()
        let records = keys.records.map { "b'\($0.key)': b'\($0.value)'" }.joined(separator: ", ")
        let script = """
            import sys, dkim
            records = {\(records)}
            message = dkim.DKIM(sys.stdin.buffer.read())
            find = lambda name, timeout=5: records[(name if isinstance(name, bytes) else name.encode()).rstrip(b'.')]
            print([message.verify(idx=i, dnsfunc=find) for i in range(2)])
            """
        let message = try Self.message(keys.settings())
        #expect(try Self.run(try #require(Self.judge), script, Data(message)).output == "[True, True]\n")
        let changed = Data(String(decoding: message, as: UTF8.self).replacing("dot", with: "point").utf8)
        #expect(try Self.run(try #require(Self.judge), script, changed).output != "[True, True]\n")
    }

    @Test func aKeyThatCannotBeUsedIsForSomebodyToMend() throws {
        #expect(DKIMSettings(domain: "d", selector: "s", key: Secret("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")) == nil)
        #expect(DKIMSettings(domain: "d", selector: "s", key: Secret("no key")) == nil)
        let broken = "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJB\n-----END RSA PRIVATE KEY-----"
        let settings = try #require(DKIMSettings(domain: "example.test", selector: "old", key: Secret(broken)))
        let parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "a@example.com")
        guard case .done(let outcome) = try ChannelAdapters.adapter(for: try Self.channel([settings])).next(parcel, after: []) else {
            Issue.record("sent")
            return
        }
        #expect(outcome.label == "misconfigured other" && outcome.text.contains("selector old") && !outcome.text.contains("MIIBOg"))
    }
}
