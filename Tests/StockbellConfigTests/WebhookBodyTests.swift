import StockbellConfig
import StockbellCore
import Testing

/// The webhook's body of one's own form, and what it is signed with.
@Suite struct WebhookBodyTests {
    private func webhook(_ keys: String) -> String {
        shop(channels: "\"c\": { \"type\": \"webhook\", \"url\": \"https://a.example.com/\", \(keys) }")
    }

    private func messages(_ body: String) -> [String] {
        read(webhook("\"body\": \"push.json\""), environment: ["TOKEN": "t0ken{{x}}"], files: ["/shop/push.json": body]).errors.map {
            "\($0.path): \($0.message)"
        }
    }

    @Test func theFileIsReadIntoATree() throws {
        let file = """
            // Sent to the phones.
            { "token": "${TOKEN}", "title": "{{item.name}}",
              "priority": 5, "list": [true, null, 0x10, "x"], }
            """
        let all = try settings(webhook("\"body\": \"push.json\""), environment: ["TOKEN": "t0ken{{x}}"], files: ["/shop/push.json": file])
        guard case .webhook(let webhook)? = all.channels.last?.kind else { throw NoSuchFile() }
        #expect(
            webhook.body
                == PayloadTemplate(
                    file: "push.json",
                    root: .object([
                        .init(key: "token", node: .secret(Secret("t0ken{{x}}"))), .init(key: "title", node: .text("{{item.name}}", line: 2)),
                        .init(key: "priority", node: .number("5")),
                        .init(key: "list", node: .list([.flag(true), .null, .number("16"), .text("x", line: 3)])),
                    ])))
        #expect(webhook.body?.secrets == [Secret("t0ken{{x}}")])
        #expect(webhook.body?.redacted.secrets == [Secret("•••")])
        #expect(all.channels.last?.takesLetters == true)
    }

    @Test func mistakesNameFileAndLine() {
        #expect(
            read(webhook("\"body\": \"none.json\"")).errors.map { "\($0.path): \($0.message)" } == [
                #"channels.c.body: the file "none.json" cannot be read; is it there, and open to this user?"#
            ])
        #expect(messages("{\n \"a\": 1\n \"b\": 2 }") == [#"channels.c.body: "push.json", line 2: a comma is missing here, before a text in quotes"#])
        #expect(messages("{ \"a\": 1, \"a\": 2 }").first?.hasPrefix(#"channels.c.body: "push.json", line 1: the key "a" stands twice"#) == true)
        #expect(messages("{ \"a\": Infinity }") == [#"channels.c.body: "push.json", line 1: Infinity is no number that JSON has"#])
        #expect(
            messages("{\n\"a\": \"${NO}\" }") == [
                #"channels.c.body: "push.json", line 2: NO is not set (environment or .env beside config.json)"#
            ])
        #expect(
            messages("{ \"a\": \"${TOKEN} {{item.name}}\" }") == [
                #"channels.c.body: "push.json", line 1: a variable and a field cannot stand in one text"#
            ])
    }

    @Test(arguments: [
        ("whsk_short", #"must be "whsk_" and an Ed25519 key in Base64, of 32 bytes, or of 64 with the public key behind it"#),
        (
            "whpk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            #"must be "whsec_" and 24 to 64 random bytes in Base64; make one with: echo "whsec_$(openssl rand -base64 32)""#
        ),
    ])
    func aSecretThatIsNoneIsRefused(_ secret: String, _ message: String) {
        #expect(read(webhook("\"secret\": \"\(secret)\"")).errors.map(\.message) == [message])
    }

    @Test func bothSortsOfKeysCanStandSideBySide() throws {
        let keys = #""secret": ["whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]"#
        guard case .webhook(let settings)? = try settings(webhook(keys)).channels.last?.kind else { throw NoSuchFile() }
        #expect(settings.secrets.count == 2)
    }
}
