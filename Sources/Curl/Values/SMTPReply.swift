/// What an SMTP server answered to one command.
package struct SMTPReply: Sendable, Hashable {
    /// The verb alone (`EHLO`, `MAIL`, `RCPT`, …), never its arguments: those of `AUTH` are secrets.
    ///
    /// Empty for the greeting, `.` for the reply to the message. A further line of an authentication is `AUTH` again.
    package var command: String
    /// The lines as sent, without their ends; secrets that the server repeated are blotted out.
    package var lines: [String]

    package init(command: String, lines: [String]) {
        self.command = command
        self.lines = lines
    }

    /// The three digits that begin the last line; nil if it has none.
    package var code: Int? {
        guard let digits = lines.last?.utf8.prefix(3), digits.count == 3 else { return nil }
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// What the lines say behind their codes, joined by blanks.
    package var text: String {
        lines.map { String($0.dropFirst(4)) }.joined(separator: " ")
    }
}
