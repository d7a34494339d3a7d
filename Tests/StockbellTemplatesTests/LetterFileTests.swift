import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct LetterFileTests {
    private func read(_ text: String) -> (file: LetterFile, problems: [String]) {
        var problems: [LetterError] = []
        let file = LetterFile(LetterSource(name: "x.md", text: text), problems: &problems)
        return (file, problems.map(\.description))
    }

    @Test func headersEndAtTheFirstEmptyLine() {
        let (file, problems) = read("Subject: a: b\nreply-to: x@example.com\n \n\nBody\n\nEnd")
        #expect(problems.isEmpty)
        #expect(file.headers.mapValues(\.text) == [.subject: "a: b", .replyTo: "x@example.com"])
        #expect(file.body.text == "\nBody\n\nEnd")
        #expect(file.body.line == 4)
    }

    @Test func aLeadingBlankContinuesAHeader() {
        let (file, problems) = read("Subject: a\n b\n\tc\nSMS: d\n\n")
        #expect(problems.isEmpty)
        #expect(file.headers[.subject]?.text == "a\nb\nc")
        #expect(file.headers[.sms]?.line == 4)
    }

    @Test func windowsLineEndsAndAByteOrderMarkAreFine() {
        let (file, problems) = read("\u{FEFF}Subject: a\r\n\r\nBody\r\nEnd")
        #expect(problems.isEmpty)
        #expect(file.body.text == "Body\nEnd")
    }

    @Test(
        arguments: [
            ("Subject: a\nSubjct: b\n\n", ["x.md:2: unknown header \"Subjct\"; did you mean \"Subject\"?"]),
            ("Subject: a\nX-Mailer: b\n\n", ["x.md:2: unknown header \"X-Mailer\"; known are Subject, Preview, SMS, Attach, Reply-To, Priority"]),
            ("Subject: a\nAttach: csv\n\n", []),
            ("Subject: a\nSubject: b\n\n", ["x.md:2: the header Subject stands twice"]),
            (
                "**Hello**\n\nBody",
                [
                    "x.md:1: a header (\"Subject: …\") must stand here, or an empty line between the headers and the body",
                    "x.md:1: lacks a Subject header",
                ]
            ),
            ("", ["x.md:1: lacks a Subject header"]), ("\nBody only", ["x.md:1: lacks a Subject header"]),
        ] as [(String, [String])])
    func mistakesAreLocated(_ text: String, _ problems: [String]) {
        #expect(read(text).problems == problems)
    }
}
