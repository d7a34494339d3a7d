import Crypto
import CryptoExtras
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// Keys of nobody, made for these tests.
@Suite struct DKIMKeysTests {
    private static let rsa512 = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIBOQIBAAJBAKLpzUbd2oj44zZk1E+MOmsCkKEYkwxel+JtIN1OE99nyws40gZs
        v7RL6gJGrf9JHVvuLiOL0vqt64I9glzeNnECAwEAAQJAA6vrQW6cjzu0uzQYiNZr
        NqAvLEJGhh/XonW9KN+qmP1Poo6htJS2CWBks08Hi7GUROcGx0TA0pxlpsq1Trcn
        QQIhANUCV+GmtkgjV0aLDAgp60Ubf6F6sAHu83Lp4J+jalP5AiEAw8shBgCoqtrj
        /G7Ic8ps7i4ueYr0aa5xHAHa4A0WpDkCIElLqB/OdNS3zHVKrVY1zm4WO0G+bMgN
        iBnXnmJwIctJAiAngQmVs3ZUmrubSCLrsfEOkYTRAydTV138/6bQw/NIiQIgTLFl
        xzg7eFaYHrq4z4phuwXohT4iN8gDo0HP/j7URDg=
        -----END RSA PRIVATE KEY-----
        """

    private static let rsa1024 = """
        -----BEGIN PRIVATE KEY-----
        MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBAMOaaNOChj51/+cP
        Nl+IUwgPsLE0yIdep8weYuYYqtZ//35u2TutMSuXPEzTTiqZhX2laQIeWc1SYQTo
        YiNQhDmvTiqgfQJTQE668BOKDjdllZiKJKY+ZOTHnnukPCciZNDu8wBfovK+Tp8F
        R3K9va4ijENeHgfT0i/MWxnHoaClAgMBAAECgYBcZRqxFk2tQXXwwhnQBIgcHbU7
        74/ticO/Qnc681n3WpzoLxpD+ypnydd8/q9EpiINWM4CZy3KM+iKNe7teYILHXEV
        LWfpqMmxbBDe5rXHV7ZdgxNY/nYxtZT8vSg/VozHoxTIlqONzm97RR0XuOQCAXVa
        GTbodcBfjvBZsvZEwQJBAPKN8X8rXT51kwQtAgB129nDtN3Y8cr0yBw+EiggJE7Z
        kovGQEnNTBCtstY/ax+nE9CDxchLeXJ7IpSvaWKcd7ECQQDOci/MTq8Oh2rhlmWR
        VG5jbPUzZ5B64yGsotasr03MtDv3MA+VybTJQTajP5gYP4NYBHExWxjfegVb2+Dt
        Cak1AkEA4P46HbSj8eQuU5lMWhD5tq6Lf55V6+XUGh6ZyQ7HnzzDa1SjHdKJ1I7L
        bWG2hM3+21TgikM4jLEcCsAMCaUKgQJBAIIQ+wBTioMy2inqoW8grLPDj/ClDSf/
        NdYYefwuLmwMGcOw6gDLJjWt+oh7po2QZmXr1ozsAg26SOoI6/srnQkCQQDtI07V
        BI+3BqI/wZtjx5/lmuICTaF7lP8tFwHZPVUKD7+aTVUS7E81JARJOAnxHGPUEGRg
        IbudjzfW6RHRSwyh
        -----END PRIVATE KEY-----
        """

    private static func fault(_ pem: String) throws -> (message: String, isUnusable: Bool)? {
        DKIMKeys.fault(of: try #require(DKIMSettings(domain: "example.test", selector: "s", key: Secret(pem))))
    }

    @Test func aKeyThatReceiversDoNotCountIsFoundBeforeTheFirstMail() throws {
        let keys = try DKIMSignerTests.Keys()
        for sound in [keys.rsa.pemRepresentation, keys.ed25519PEM] { #expect(try Self.fault(sound) == nil) }
        let weak = try #require(try Self.fault(Self.rsa1024))
        #expect(!weak.isUnusable && weak.message.hasPrefix("has 1024 bits, which some receivers do not count"))
        let short = try #require(try Self.fault(Self.rsa512))
        #expect(short.isUnusable && short.message.hasPrefix("is broken, or a key of RSA with less than 1024 bits"))
        let cut = keys.ed25519PEM.split(separator: "\n")
        let truncated = "\(cut[0])\n\(cut[1].prefix(40))\n\(cut[2])"
        let broken = try #require(try Self.fault(truncated))
        #expect(broken.isUnusable && broken.message.hasPrefix("is a broken key of Ed25519"))
        for fault in [weak, short, broken] { #expect(fault.message.contains("openssl genpkey") && !fault.message.contains("MI")) }
    }
}
