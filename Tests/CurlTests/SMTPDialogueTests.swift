import Curl
import FoundationEssentials
import Testing

@Suite("The SMTP dialogue")
struct SMTPDialogueTests {
    private var dialogue = SMTPDialogue(username: "me", secrets: ["geheim"])

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

@Suite("Secrets in Base64")
struct Base64FormsTests {
    @Test(arguments: ["", "u", "us", "use", "user@example.com"], ["ya29.a0AfH6SMBx-abcdefghij", "geheimes Passwort \u{E4}"])
    func areBlottedWhereverTheyStand(username: String, secret: String) {
        var dialogue = SMTPDialogue(username: username, secrets: [secret])
        let texts = [
            secret, "\0\(username)\0\(secret)", "user=\(username)\u{1}auth=Bearer \(secret)\u{1}\u{1}",
            "n,a=\(username),\u{1}host=mail.example.com\u{1}port=587\u{1}auth=Bearer \(secret)\u{1}\u{1}",
        ]
        for text in texts { dialogue.hear(reply: "535 5.7.8 \(Data(text.utf8).base64EncodedString()) \(secret)\r\n") }
        for reply in dialogue.replies {
            for word in reply.text.replacing("[removed]", with: " ").split(separator: " ") {
                // Padded, so that what is left can be read wherever it was cut.
                for cut in 0..<4 {
                    let padded =
                        String(word.dropFirst(cut)) + String(repeating: "=", count: (4 - (word.utf8.count - min(cut, word.utf8.count)) % 4) % 4)
                    let read = Data(base64Encoded: padded).map { String(decoding: $0, as: UTF8.self) } ?? ""
                    #expect(!read.contains(secret.prefix(6)), "\(reply.text)")
                }
            }
        }
    }
}
