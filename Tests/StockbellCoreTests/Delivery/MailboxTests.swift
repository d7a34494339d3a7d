import StockbellCore
import Testing

@Suite struct MailboxTests {
    @Test(
        arguments: [
            ("a@example.com", nil, "a@example.com"),
            ("Stockbell <stock@example.com>", "Stockbell", "stock@example.com"),
            ("Stock<stock@example.com>", "Stock", "stock@example.com"),
            ("  Ann B.   <a@example.com>", "Ann B.", "a@example.com"),
            (#""Ann, B." <a@example.com>"#, "Ann, B.", "a@example.com"),
            (#""The \"Bell\" at C:\\" <a@example.com>"#, #"The "Bell" at C:\"#, "a@example.com"),
            (#""\\\\" <a@example.com>"#, #"\\"#, "a@example.com"),
            ("<a@example.com>", nil, "a@example.com"),
            ("Zoë <z@example.com>", "Zoë", "z@example.com"),
            ("a <b> <c@example.com>", "a <b>", "c@example.com"),
            ("buero@bücher.example", nil, "buero@xn--bcher-kva.example"),
            ("Büro <buero@BÜCHER.example>", "Büro", "buero@xn--bcher-kva.example"),
            ("!#$%&'*+/=?^_`{|}~.x-1@localhost", nil, "!#$%&'*+/=?^_`{|}~.x-1@localhost"),
        ] as [(String, String?, String)])
    func reads(_ text: String, _ name: String?, _ address: String) throws {
        let mailbox = try #require(Mailbox(text))
        #expect(mailbox.name == name)
        #expect(mailbox.address == address)
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a@b@c", "a b@example.com", "a@exam ple.com", ".a@example.com", "a.@example.com", "a..b@example.com", "a@.com",
        "a@com.",
        "a@b..c", "a@-b.com", "a@b.com-", "a@foo-.com", "a@b.-foo.com", "a@\(String(repeating: "d", count: 64)).com", #""a b"@example.com"#,
        "ä@example.com", "ä@exämple.com", "a@exäm ple.com", "a@-exämple.com\u{200B}",
        "a@example.com ", " a@example.com",
        "<a@example.com",
        "a@example.com>", "X <a@example.com> ", "X <a@example.com>>", "X <>", "a@[127.0.0.1]", "a,b@example.com", "a@example.com,b@example.com",
        "a:b@example.com",
        "a@example.com\r\nBcc: evil@example.com", "a@example.com\n", "a@example.com\r", "X\r\nBcc: evil@example.com <a@example.com>",
        "X\n<a@example.com>",
        "X\u{0} <a@example.com>", "X\t<a@example.com>", "X\u{7F} <a@example.com>", "a@\u{301}example.com", "a\u{0}@example.com",
    ])
    func refuses(_ text: String) {
        #expect(Mailbox(text) == nil)
    }

    /// RFC 5321 section 4.5.3.1.
    @Test(arguments: [(64, 6, true), (65, 6, false), (64, 189, true), (64, 190, false)])
    func keepsToTheLengthsOfSMTP(_ local: Int, _ domain: Int, _ isAddress: Bool) {
        let labels = String((1...domain).map { $0.isMultiple(of: 64) ? "." : "d" })
        let text = String(repeating: "l", count: local) + "@" + labels
        #expect(Mailbox.isAddress(text) == isAddress)
    }

    @Test(arguments: ["a@example.com", "Stock Bell <a@example.com>"])
    func readsWhatItWrites(_ text: String) {
        #expect(Mailbox(text)?.description == text)
    }

    @Test func itsDomainIsBehindTheAt() {
        #expect(Mailbox("Stock <a@mail.example.com>")?.domain == "mail.example.com")
    }
}
