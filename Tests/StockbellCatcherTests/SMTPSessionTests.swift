import Testing

@testable import StockbellCatcher

@Suite struct SMTPSessionTests {
    /// Sends lines and returns the code of each answer; nil where there is none.
    private func codes(_ lines: [String], session: inout SMTPSession) -> [String?] {
        lines.map { line in
            switch session.receive(Array(line.utf8), endsInCRLF: true) {
            case .reply(let text), .close(let text): String(text.prefix(3))
            case .keep: "keep"
            case nil: nil
            }
        }
    }

    static let table: [([String], [String?])] = [
        (["MAIL FROM:<a@b>"], ["503"]),
        (["HELO x", "MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", ".", "NOOP"], ["250", "250", "250", "354", "keep", "250"]),
        (["EHLO x", "RCPT TO:<a@b>", "DATA"], ["250", "503", "503"]),
        (["EHLO x", "MAIL FROM:<a@b>", "DATA", "MAIL FROM:<a@b>", "RSET", "MAIL FROM:<a@b>"], ["250", "250", "554", "503", "250", "250"]),
        (["EHLO x", "MAIL FROM:<a@b> BODY=8BITMIME SIZE=10", "RCPT TO:a@b"], ["250", "250", "250"]),
        (["EHLO x", "MAIL FROM:<a@b> SIZE=1001", "MAIL FROM:<a@b> SIZE=x", "MAIL TO:<a@b>", "MAIL FROM:<a@b"], ["250", "552", "501", "501", "501"]),
        (["EHLO x", "AUTH PLAIN AGEAYg==", "AUTH PLAIN", "AGEAYg=="], ["250", "235", "334", "235"]),
        (["EHLO x", "AUTH LOGIN", "YQ==", "Yg==", "NOOP"], ["250", "334", "334", "235", "250"]),
        (["EHLO x", "AUTH LOGIN YQ==", "Yg=="], ["250", "334", "235"]),
        (["EHLO x", "AUTH PLAIN", "*", "AUTH CRAM-MD5", "AUTH"], ["250", "334", "501", "504", "504"]),
        (["AUTH PLAIN x"], ["503"]),
        (["ehlo x", "mail from:<a@b>", "rcpt to:<c@d>", "RCPT TO:<>", "data"], ["250", "250", "250", "501", "354"]),
        (["STARTTLS", "VRFY a", "HELP", "WHAT", "", "QUIT"], ["502", "252", "214", "500", "500", "221"]),
    ]

    @Test(arguments: table)
    func answersAsAServerDoes(_ lines: [String], _ answers: [String?]) {
        var session = SMTPSession(sizeLimit: 1_000)
        #expect(codes(lines, session: &session) == answers)
    }

    @Test func unstuffsDotsAndKeepsEveryOtherByte() {
        var session = SMTPSession(sizeLimit: 1_000)
        _ = codes(["EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "RCPT TO:<e@f>", "DATA", "..", "...a", "b.", "", " ."], session: &session)
        let expected = SMTPSession.Mail(sender: "a@b", recipients: ["c@d", "e@f"], data: Array(".\r\n..a\r\nb.\r\n\r\n .\r\n".utf8))
        #expect(session.receive(Array(".".utf8), endsInCRLF: true) == .keep(expected))
    }

    @Test func aMailAboveTheLimitIsRefusedAndTheNextOneTaken() {
        var session = SMTPSession(sizeLimit: 20)
        let begin = ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"]
        let answers = codes(["EHLO x"] + begin + [String(repeating: "a", count: 19), "b", "."] + begin + ["a", "."], session: &session)
        #expect(answers == ["250", "250", "250", "354", nil, nil, "552", "250", "250", "354", nil, "keep"])
    }

    @Test func aDotBetweenBareLineFeedsDoesNotEndTheMail() {
        var session = SMTPSession(sizeLimit: 1_000)
        _ = codes(["EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"], session: &session)
        #expect(session.receive(Array("a".utf8), endsInCRLF: false) == nil)
        #expect(session.receive(Array(".".utf8), endsInCRLF: false) == nil)
        #expect(session.receive(Array("RSET".utf8), endsInCRLF: true) == nil)
        #expect(codes(["."], session: &session) == ["550"])
        #expect(codes(["NOOP"], session: &session) == ["250"])
    }
}
