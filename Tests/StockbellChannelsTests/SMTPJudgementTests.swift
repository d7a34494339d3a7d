import Curl
import FoundationEssentials
import StockbellCore
import Testing

@Suite struct SMTPJudgementTests {
    private func outcome(_ response: CurlResponse) throws -> Outcome { try AdapterContract.outcome(.smtp, response) }

    /// A dialogue that ends with `line` as the answer to `command`, and libcurl's code.
    private func refusal(_ code: Int32, _ command: String, _ line: String) throws -> Outcome {
        let status = try #require(Int(line.prefix(3)))
        return try outcome(CurlResponse(code: code, status: status, replies: [Samples.reply("MAIL", "250 ok"), Samples.reply(command, line)]))
    }

    /// libcurl says 8 also where bytes follow the reply to STARTTLS: nothing was sent then, whatever the last code.
    @Test func onlyTheAnswerToTheMessageIsAnAcceptance() throws {
        #expect(try outcome(CurlResponse(code: 8, status: 220, replies: [Samples.reply("STARTTLS", "220 go")])).label.hasPrefix("delivered") == false)
    }

    @Test(
        arguments: [
            (8, "", "421 too busy", "retry server-error channel"), (8, "", "421 4.7.0 slow down", "retry rate-limited channel"),
            (8, "", "554 no service for you", "misconfigured policy"), (8, "", "450 later", "retry server-error channel"),
            (9, "EHLO", "550 bad name", "misconfigured policy"), (9, "EHLO", "451 not now", "retry server-error channel"),
            (64, "EHLO", "250 SIZE 1000", "misconfigured tls"), (64, "STARTTLS", "454 not now", "retry tls channel"),
            (64, "STARTTLS", "502 no", "misconfigured tls"),
            (60, "STARTTLS", "220 go", "misconfigured tls"),
            (67, "AUTH", "535 5.7.8 wrong", "misconfigured authentication"), (67, "AUTH", "454 4.7.0 later", "retry authentication channel"),
            (67, "EHLO", "250 AUTH CRAM-MD5", "misconfigured authentication"), (67, "AUTH", "334 eyJ", "misconfigured authentication"),
            (55, "MAIL", "530 5.7.0 log in", "misconfigured authentication"), (55, "MAIL", "552 too big", "rejected too-large"),
            (55, "MAIL", "552 5.3.4 too big", "rejected too-large"), (55, "MAIL", "452 4.3.1 disk full", "retry server-error channel"),
            (55, "MAIL", "550 5.1.8 unknown sender", "misconfigured policy"), (55, "MAIL", "421 4.4.2 idle", "retry server-error channel"),
            (55, "MAIL", "550 go away", "misconfigured policy"), (55, "MAIL", "451 hm", "retry server-error message"),
            (55, "RCPT", "550 5.1.1 no such user", "rejected unknown-recipient suppress"),
            (55, "RCPT", "550 5.2.1 disabled", "rejected unknown-recipient suppress"),
            (55, "RCPT", "550 5.1.10 null MX", "rejected unknown-recipient suppress"),
            (55, "RCPT", "556 null MX", "rejected unknown-recipient suppress"),
            (55, "RCPT", "551 moved", "rejected unknown-recipient suppress"), (55, "RCPT", "553 bad name", "rejected unknown-recipient suppress"),
            (55, "RCPT", "550 no", "rejected unknown-recipient"), (55, "RCPT", "554 5.7.1 relay access denied", "rejected policy"),
            (55, "RCPT", "550 5.7.26 unauthenticated", "misconfigured policy"), (55, "RCPT", "552 5.2.2 mailbox full", "rejected other"),
            (55, "RCPT", "450 4.2.0 greylisted", "retry greylisted address"), (55, "RCPT", "451 4.7.1 try later", "retry greylisted address"),
            (55, "RCPT", "450 mailbox busy", "retry greylisted address"), (55, "RCPT", "451 Greylisting in action", "retry greylisted address"),
            (55, "RCPT", "451 4.3.0 my fault", "retry server-error channel"), (55, "RCPT", "450 4.1.1 not verified", "retry server-error address"),
            (55, "RCPT", "452 4.2.2 mailbox full", "retry other address"), (55, "RCPT", "422 full", "retry other address"),
            (55, "RCPT", "452 4.5.3 too many", "retry server-error address"), (55, "RCPT", "450 4.7.28 rate", "retry rate-limited channel"),
            (55, "RCPT", "523 too long", "rejected too-large"), (55, "DATA", "451 hm", "retry server-error message"),
            (55, "DATA", "554 no", "rejected refused-content"), (8, ".", "451 4.3.0 hm", "retry server-error channel"),
            (8, ".", "550 5.7.1 spam", "rejected policy"), (8, ".", "554 5.6.0 bad", "rejected refused-content"),
            (8, ".", "552 too big", "rejected too-large"),
            (8, ".", "550 no", "rejected refused-content"), (8, ".", "252 maybe", "delivered"), (56, ".", "250 ok", "delivered"),
            (0, ".", "250 ok", "delivered"),
            (56, "DATA", "354 go", "unknown no-answer"), (28, "DATA", "354 go", "unknown no-answer"), (42, "DATA", "354 go", "unknown no-answer"),
            (56, "RCPT", "250 ok", "retry connection channel"), (28, "RCPT", "250 ok", "retry timeout channel"),
        ] as [(Int32, String, String, String)])
    func judgesByStageAndReply(_ code: Int32, _ command: String, _ line: String, _ label: String) throws {
        #expect(try refusal(code, command, line).label == label)
    }

    /// At MAIL nobody is named yet to whom it goes: whatever is said is of the sender, who is the same in every mail.
    @Test(
        arguments: [
            ("550 5.1.1 no such user", "misconfigured policy"), ("550 5.1.2 no such domain", "misconfigured policy"),
            ("501 5.1.3 bad syntax", "misconfigured policy"), ("550 5.1.0 who?", "misconfigured policy"),
            ("550 5.2.1 disabled", "misconfigured policy"), ("552 5.2.2 over quota", "misconfigured policy"),
            ("550 5.1.7 bad sender", "misconfigured policy"), ("553 not yours", "misconfigured policy"), ("551 moved", "misconfigured policy"),
            ("556 null MX", "misconfigured policy"), ("554 5.7.1 denied", "misconfigured policy"), ("550 5.4.4 no route", "misconfigured policy"),
            ("552 too big", "rejected too-large"), ("552 5.3.4 too big", "rejected too-large"), ("554 5.3.4 too big", "rejected too-large"),
            ("550 5.2.3 too long", "rejected too-large"), ("523 5.7.10 too long", "rejected too-large"),
            ("550 5.6.7 no such letters", "rejected refused-content"), ("535 5.7.8 log in", "misconfigured authentication"),
            ("452 4.2.2 over quota", "retry server-error message"), ("451 4.7.1 later", "retry rate-limited channel"),
            ("450 4.1.8 domain not found", "retry server-error message"), ("422 full", "retry server-error message"),
        ])
    func whatIsSaidOfTheSenderIsNotOfTheRecipient(_ line: String, _ label: String) throws {
        #expect(try refusal(55, "MAIL", line).label == label)
    }

    /// RFC 7372 and Gmail's own: DNS, SPF, DKIM and TLS of the sender.
    @Test(arguments: ["5.1.7", "5.1.8", "5.7.20", "5.7.23", "5.7.25", "5.7.26", "5.7.27", "5.7.29", "5.7.30", "5.7.515"], ["RCPT", "."])
    func anUnprovenSenderIsForSomebodyToMend(_ status: String, _ command: String) throws {
        #expect(try refusal(55, command, "550 \(status) unauthenticated").label == "misconfigured policy")
        #expect(try refusal(55, command, "550 5.7.28 a flood").label == "rejected policy")
    }

    /// Between the last dot and a whole reply the server may have taken the message, whatever libcurl makes of the rest.
    @Test(
        arguments: [
            (56, 0, []), (28, 0, []), (56, 250, []), (42, 354, []), (42, 0, []), (8, 354, ["354 again"]), (56, 354, ["what?"]), (28, 0, [""]),
            (8, 199, ["199 hm"]), (8, 777, ["777 hm"]), (56, 451, ["451 later", "garbage"]),
        ] as [(Int32, Int, [String])])
    func aMessageWithoutAWholeWordBehindItsDotIsUnknown(_ code: Int32, _ status: Int, _ lines: [String]) throws {
        let replies = [("MAIL", "250 ok"), ("RCPT", "250 ok"), ("DATA", "354 go")] + lines.map { (".", $0) }
        let response = CurlResponse(code: code, status: status, replies: replies.map { Samples.reply($0.0, $0.1) })
        #expect(try outcome(response).label == "unknown no-answer")
        // Before it nothing was sent.
        #expect(try outcome(CurlResponse(code: code, status: 250, replies: Array(response.replies.prefix(2)))).label.hasPrefix("retry"))
    }

    @Test func waitsLongEnoughForGreylistsAndFullMailboxes() throws {
        #expect(try refusal(55, "RCPT", "450 4.2.0 greylisted").after == .seconds(300))
        #expect(try refusal(55, "RCPT", "452 4.2.2 full").after == .seconds(1800))
    }

    @Test func saysTheStepAndTheServersWords() throws {
        let lines = ["550-5.1.1 The account does not exist.", "550 5.1.1 See https://example.com"]
        let replies = [SMTPReply(command: "RCPT", lines: lines), Samples.reply("QUIT", "221 bye")]
        let outcome = try outcome(CurlResponse(code: 55, status: 550, replies: replies))
        #expect(outcome.text == "RCPT: 550 5.1.1 The account does not exist. 5.1.1 See https://example.com")
    }

    @Test func readsTheQueueIDFromTheReceipt() throws {
        let postfix = try outcome(CurlResponse(status: 250, replies: [Samples.reply(".", "250 2.0.0 Ok: queued as 4Xq")], wasAuthenticated: true))
        #expect(postfix == .delivered(Receipt(providerID: "4Xq", answer: "250 2.0.0 Ok: queued as 4Xq")))
        let exim = try outcome(CurlResponse(status: 250, replies: [Samples.reply(".", "250 OK id=1tA-2b")], wasAuthenticated: true))
        #expect(exim == .delivered(Receipt(providerID: "1tA-2b", answer: "250 OK id=1tA-2b")))
    }

    @Test func aMailThatWentWithoutTheConfiguredLogInIsDeliveredAndSaysSo() throws {
        let outcome = try outcome(CurlResponse(status: 250, replies: [Samples.reply(".", "250 ok")]))
        #expect(outcome.label == "delivered")
        #expect(outcome.text == "taken without the configured log-in: 250 ok")
    }
}
