import StockbellCore
import Testing

@Suite struct MIMEMessageTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var mail: String
        var subject: String? = "s"
        var text: String?
        var html: String?
        var attachments: [String] = []
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "plain without MIME headers", mail: "Subject: s\n\nHello\nyou\n", text: "Hello\nyou\n"),
        Case(name: "no body", mail: "Subject: s\n", text: ""),
        Case(name: "no headers", mail: "\nbody", subject: nil, text: "body"),
        Case(name: "folded subject", mail: "Subject: one\n two\n\tthree\n\nx", subject: "one two three", text: "x"),
        Case(
            name: "quoted-printable", mail: "Subject: s\nContent-Transfer-Encoding: Quoted-Printable\n\na=C3=A4 soft=\nbreak =3D =zz =\n",
            text: "aä softbreak = =zz "),
        Case(name: "base64", mail: "Subject: s\nContent-Transfer-Encoding: base64\n\nSGVs\nbG8g\n8J+UlA==\n", text: "Hello 🔔"),
        Case(
            name: "latin1",
            mail: "Subject: s\nContent-Type: text/plain; charset=\"ISO-8859-1\"\nContent-Transfer-Encoding: quoted-printable\n\n=E4=DF",
            text: "äß"),
        Case(name: "only HTML", mail: "Subject: s\nContent-Type: text/html\n\n<p>x</p>", html: "<p>x</p>"),
        Case(
            name: "alternative",
            mail:
                "Subject: s\nContent-Type: multipart/alternative; boundary=b\n\npreamble\n--b\n\nT\n--b\nContent-Type: text/html\n\nH\n\n--b--\nepilogue",
            text: "T", html: "H\n"),
        Case(
            name: "mixed with a file",
            mail: "Subject: s\nContent-Type: multipart/mixed; boundary=\"a;b\"\n\n--a;b\n\nT\n--a;b\nContent-Type: text/csv\n"
                + "Content-Disposition: attachment; filename=\"x;y.csv\"\n\n1,2\n--a;b--",
            text: "T", attachments: ["x;y.csv"]),
        Case(
            name: "attachment of type text is not the text",
            mail: "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                + "Content-Disposition: attachment; filename=a.txt\n\nfile\n--b\n\nT\n--b--",
            text: "T", attachments: ["a.txt"]),
        Case(name: "cut off in the middle", mail: "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nT\nmore", text: "T\nmore"),
        Case(name: "multipart without a boundary", mail: "Subject: s\nContent-Type: multipart/mixed\n\n--b\n\nT", text: nil),
        Case(name: "encoded words join", mail: "Subject: =?utf-8?Q?a_b?=\n =?utf-8?B?w6Q=?= c =?UTF-8?q?=C3=A9?=\n\n", subject: "a bä c é", text: ""),
        Case(name: "not quite an encoded word", mail: "Subject: =?utf-8?X?a?= 1=?2\n\n", subject: "=?utf-8?X?a?= 1=?2", text: ""),
    ]

    @Test(arguments: cases)
    func readsWhatAPersonReads(_ example: Case) {
        let message = MIMEMessage(mail(example.mail))
        #expect(message.subject == example.subject)
        #expect(message.text == example.text)
        #expect(message.html == example.html)
        #expect(message.attachments == example.attachments)
    }

    @Test func readsAMailWithBothPartsAndAPicture() {
        let message = MIMEMessage(mail(fullMail))
        #expect(message.from == "Stock Älerts <alerts@example.test>")
        #expect(message.subject == "Out of stock: Café Crème – 10 €")
        #expect(message.channel == "purchasing-mail")
        #expect(message.text == "Out of stock: Café Crème – 10 €\n.leading dot line\nFrom here on\n")
        #expect(message.html?.contains("Café Crème – 10 €</p>") == true)
        #expect(message.attachments == ["chart.png"])
    }

    @Test func nestingWithoutEndIsCutOff() {
        let deep = (0..<5_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        #expect(MIMEMessage(mail(deep)).text == nil)
    }

    @Test(arguments: ["", "\n", "\n\n", ":\n\n", " folded first\n\nx", "Content-Type: ;;=;\n\n", "=", "Content-Type: multipart/x; boundary=\"\n\n--"])
    func oddBytesAreNoTrouble(_ text: String) {
        _ = MIMEMessage(mail(text))
        _ = MIMEMessage(Array(text.utf8) + [0xFF, 0x00, 0xC3])
    }
}
