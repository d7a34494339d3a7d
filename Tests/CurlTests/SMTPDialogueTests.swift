import Curl
import Testing

@Suite("The SMTP dialogue")
struct SMTPDialogueTests {
    private var dialogue = SMTPDialogue(username: "me", password: "geheim")

    @Test mutating func argumentsAreLeftOut() {
        dialogue.hear(reply: "220 hello\r\n")
        dialogue.hear(command: "MAIL FROM:<a@b>\r\n")
        dialogue.hear(reply: "250-one\r\n")
        dialogue.hear(reply: "250 two\r\n")
        #expect(dialogue.replies == [SMTPReply(command: "", lines: ["220 hello"]), SMTPReply(command: "MAIL", lines: ["250-one", "250 two"])])
    }

    @Test(arguments: ["cGFzcw==", "mail", "Quit", "DATA"])
    mutating func linesOfAnAuthenticationAreNoCommands(line: String) {
        dialogue.hear(command: "AUTH LOGIN\r\n")
        dialogue.hear(reply: "334 VXNlcm5hbWU6\r\n")
        dialogue.hear(command: line + "\r\n")
        dialogue.hear(reply: "235 ok\r\n")
        #expect(dialogue.replies == [SMTPReply(command: "AUTH", lines: ["334"]), SMTPReply(command: "AUTH", lines: ["235 ok"])])
        #expect(dialogue.isAuthenticated)
    }

    @Test mutating func only235AfterAUTHIsALogIn() {
        dialogue.hear(command: "NOOP\r\n")
        dialogue.hear(reply: "235 what?\r\n")
        #expect(!dialogue.isAuthenticated && dialogue.hasSpoken)
    }

    @Test mutating func endlessTalkIsBounded() {
        for _ in 0..<1000 { dialogue.hear(reply: "250-\(String(repeating: "x", count: 2000))\r\n") }
        dialogue.hear(reply: "250 end\r\n")
        #expect(dialogue.replies.first?.code == 250)
        for _ in 0..<1000 { dialogue.hear(reply: "250 again\r\n") }
        #expect(dialogue.replies.count < 100 && dialogue.replies.allSatisfy { $0.lines.count < 100 && $0.lines.allSatisfy { $0.count <= 1000 } })
    }

    @Test(arguments: [("550 5.1.1 no", 550), ("250", 250), ("hello", nil), ("", nil), ("2", nil)])
    func codeIsOfTheLastLine(line: String, code: Int?) {
        #expect(SMTPReply(command: "RCPT", lines: ["111-x", line]).code == code)
    }
}
