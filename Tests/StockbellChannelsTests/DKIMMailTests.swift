import Crypto
import CryptoExtras
import Foundation
import StockbellCore
import Testing

@testable import StockbellChannels

/// RFC 8463 appendix A: a mail with two signatures, and the keys that are in DNS.
@Suite struct DKIMMailTests {
    private static let mail = crlf(
        """
        From: Joe SixPack <joe@football.example.com>
        To: Suzie Q <suzie@shopping.example.net>
        Subject: Is dinner ready?
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
        Message-ID: <20030712040037.46341.5F8J@football.example.com>

        Hi.

        We lost the game.  Are you hungry yet?

        Joe.

        """)
    private static let signed = ["from", "to", "subject", "date", "message-id", "from", "subject", "date"]

    static func crlf(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

    @Test func theBodyHasItsHash() {
        #expect(DKIMMail(Self.mail).bodyHash == "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=")
    }

    @Test func whatIsSignedIsWhatEd25519Signed() throws {
        let head = String(
            decoding: Self.crlf(
                """
                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
                 subject : date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=
                """), as: UTF8.self)
        let key = try Curve25519.Signing.PublicKey(
            rawRepresentation: try #require(Data(base64Encoded: "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")))
        let signature = try #require(
            Data(base64Encoded: "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="))
        let digest = Data(SHA256.hash(data: DKIMMail(Self.mail).signed(Self.signed, signature: head)))
        #expect(key.isValidSignature(signature, for: digest))
        // A change on the way is seen.
        let changed = DKIMMail(Array(String(decoding: Self.mail, as: UTF8.self).replacing("dinner", with: "lunch").utf8))
        #expect(!key.isValidSignature(signature, for: Data(SHA256.hash(data: changed.signed(Self.signed, signature: head)))))
    }

    @Test func whatIsSignedIsWhatRSASigned() throws {
        let head = String(
            decoding: Self.crlf(
                """
                DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
                 date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=
                """), as: UTF8.self)
        let published =
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1"
            + "Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
        let key = try _RSA.Signing.PublicKey(unsafeDERRepresentation: try #require(Data(base64Encoded: published)))
        let signature = try #require(
            Data(
                base64Encoded: "F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz"
                    + "dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8="))
        let digest = SHA256.hash(data: DKIMMail(Self.mail).signed(Self.signed, signature: head))
        #expect(key.isValidSignature(.init(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5))
    }

    /// RFC 6376 section 3.4.5 and 3.4.4: what a server on the way may do to a mail changes nothing.
    @Test func whatServersChangeMakesNoDifference() {
        let plain = DKIMMail(Self.crlf("A: X\nB : Y\t\n\tZ  \n\n C \nD \t E\n\n\n"))
        let changed = DKIMMail(Array("a:X\r\nB:  Y Z\r\n\r\n C\r\nD E\r\n".utf8))
        #expect(plain.bodyHash == changed.bodyHash)
        #expect(plain.signed(["a", "b"], signature: "s:") == changed.signed(["a", "b"], signature: "s:"))
        #expect(
            String(decoding: plain.signed(["a", "b", "a"], signature: "DKIM-Signature: v=1;\r\n b="), as: UTF8.self)
                == "a:X\r\nb:Y Z\r\ndkim-signature:v=1; b=")
        // Empty bodies have the hash of nothing.
        for empty in ["A: b\r\n\r\n", "A: b\r\n", "A: b\r\n\r\n\r\n\r\n"] {
            #expect(DKIMMail(Array(empty.utf8)).bodyHash == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        }
    }
}
