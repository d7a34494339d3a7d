/// Pairs the commands and replies of one mail, as libcurl shows them, and blots out secrets.
package struct SMTPDialogue {
    /// A server may talk without end; what comes later than this is not kept.
    private static let maxReplies = 64
    private static let maxLines = 64
    private static let maxLineBytes = 1000

    /// Those that are complete, the farewell left out.
    package private(set) var replies: [SMTPReply] = []
    /// Whether a 235 came.
    package private(set) var isAuthenticated = false
    /// Whether a command was sent.
    package private(set) var hasSpoken = false
    private var command = ""
    private var lines: [String] = []
    private let secrets: [String]

    /// Takes what must not appear in the replies, in plain or in Base64: a password, a token.
    package init(username: String?, secrets: [String]) {
        self.secrets = secrets.flatMap { Base64Forms.of($0, username: username) + [$0] }.filter { !$0.isEmpty }
    }

    /// Takes a line that libcurl sent.
    package mutating func hear(command line: String) {
        hasSpoken = true
        let verb = Substring(line.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) }).uppercased()
        // What is no command is a line of an authentication.
        command = Self.verbs.contains(verb) && !(command == "AUTH" && replies.last?.code == 334) ? verb : "AUTH"
        lines = []
    }

    /// Takes a line that the server sent.
    package mutating func hear(reply line: String) {
        let bytes = line.utf8.prefix { $0 != 0x0D && $0 != 0x0A }
        let isLast = bytes.dropFirst(3).first != UInt8(ascii: "-")
        if lines.count < Self.maxLines || isLast { lines.append(blotted(String(decoding: bytes.prefix(Self.maxLineBytes), as: UTF8.self))) }
        guard isLast else { return }
        let reply = SMTPReply(command: command, lines: lines)
        lines = []
        if command == "AUTH", reply.code == 235 { isAuthenticated = true }
        if command != "QUIT", replies.count < Self.maxReplies { replies.append(reply) }
        // What follows is the message, not a command.
        if command == "DATA", reply.code == 354 { command = "." }
    }

    private static let verbs: Set = ["EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT", "HELP", "VRFY", "EXPN"]

    private func blotted(_ line: String) -> String {
        // A challenge is the mechanism's own affair; for XOAUTH2 it tells about the token.
        if line.hasPrefix("334") { return "334" }
        return secrets.reduce(line) { $0.replacing($1, with: "[removed]") }
    }
}
