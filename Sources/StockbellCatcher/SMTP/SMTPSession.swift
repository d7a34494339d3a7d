/// The server's side of one SMTP connection (RFC 5321), without any socket: a line in, an action out.
///
/// It takes what a submission client sends: AUTH with any name and password, PIPELINING, SIZE, 8BITMIME; no TLS.
struct SMTPSession {
    /// A mail as it was handed over; dots are unstuffed.
    struct Mail: Equatable {
        var sender: String
        var recipients: [String] = []
        var data: [UInt8] = []
    }

    /// What to do about a line.
    enum Action: Equatable {
        /// Send this reply, one or more lines without the last line end.
        case reply(String)
        /// Keep the mail, then say so.
        case keep(Mail)
        /// Send this reply and close.
        case close(String)
    }

    private enum State {
        case commands
        /// How many answers of the client are still to come.
        case authentication(Int)
        case data
    }

    static let greeting = "220 catcher.localhost ESMTP Stockbell catcher"
    private static let recipientLimit = 1_000

    private let sizeLimit: Int
    private var state = State.commands
    private var hasGreeted = false
    private var mail: Mail?
    private var isTooBig = false
    private var hasBareLineFeed = false

    /// Begins before the greeting; mails above `sizeLimit` bytes are refused.
    init(sizeLimit: Int) {
        self.sizeLimit = sizeLimit
    }

    /// Takes one line without its line end; `endsInCRLF` is false for a bare line feed, and nil means that nothing is to be done.
    mutating func receive(_ line: [UInt8], endsInCRLF: Bool) -> Action? {
        switch state {
        case .data: return data(line, endsInCRLF: endsInCRLF)
        case .authentication(let left): return authentication(line, left: left)
        case .commands: return command(String(decoding: line, as: UTF8.self))
        }
    }

    private mutating func command(_ line: String) -> Action {
        let verb = line.prefix { $0 != " " }.uppercased()
        let argument = String(line.dropFirst(verb.count).drop { $0 == " " })
        switch verb {
        case "EHLO":
            reset()
            hasGreeted = true
            return .reply(
                "250-catcher.localhost\r\n250-PIPELINING\r\n250-SIZE \(sizeLimit)\r\n250-AUTH PLAIN LOGIN\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME")
        case "HELO":
            reset()
            hasGreeted = true
            return .reply("250 catcher.localhost")
        case "AUTH": return authenticate(argument)
        case "MAIL": return sender(argument)
        case "RCPT": return recipient(argument)
        case "DATA":
            guard let mail else { return .reply("503 5.5.1 MAIL first") }
            guard !mail.recipients.isEmpty else { return .reply("554 5.5.1 no valid recipients") }
            state = .data
            return .reply("354 end with a dot on a line by itself")
        case "RSET":
            reset()
            return .reply("250 2.0.0 Ok")
        case "NOOP": return .reply("250 2.0.0 Ok")
        case "VRFY": return .reply("252 2.0.0 send it and see")
        case "HELP": return .reply("214 2.0.0 this server keeps every mail and sends none")
        case "QUIT": return .close("221 2.0.0 Bye")
        case "STARTTLS": return .reply("502 5.5.1 no TLS here: the catcher listens on this machine only")
        default: return .reply("500 5.5.2 command not known")
        }
    }

    private mutating func authenticate(_ argument: String) -> Action {
        guard hasGreeted else { return .reply("503 5.5.1 EHLO first") }
        guard mail == nil else { return .reply("503 5.5.1 not during a mail") }
        let words = argument.split(separator: " ")
        switch (words.first?.uppercased(), words.count) {
        case ("PLAIN", 2): return .reply("235 2.7.0 Accepted")
        case ("PLAIN", 1):
            state = .authentication(1)
            return .reply("334 ")
        case ("LOGIN", 1):
            state = .authentication(2)
            return .reply("334 VXNlcm5hbWU6")
        case ("LOGIN", 2):
            state = .authentication(1)
            return .reply("334 UGFzc3dvcmQ6")
        default: return .reply("504 5.5.4 AUTH PLAIN or LOGIN")
        }
    }

    private mutating func authentication(_ line: [UInt8], left: Int) -> Action {
        state = .commands
        if line == Array("*".utf8) { return .reply("501 5.7.0 cancelled") }
        guard left > 1 else { return .reply("235 2.7.0 Accepted") }
        state = .authentication(left - 1)
        return .reply("334 UGFzc3dvcmQ6")
    }

    private mutating func sender(_ argument: String) -> Action {
        guard hasGreeted else { return .reply("503 5.5.1 EHLO first") }
        guard mail == nil else { return .reply("503 5.5.1 one mail at a time") }
        guard let path = Self.path(argument, after: "FROM:") else { return .reply("501 5.5.4 MAIL FROM:<address>") }
        for parameter in path.parameters where parameter.uppercased().hasPrefix("SIZE=") {
            guard let size = Int(parameter.dropFirst(5)) else { return .reply("501 5.5.4 SIZE is a number") }
            if size > sizeLimit { return .reply("552 5.3.4 larger than \(sizeLimit) bytes") }
        }
        mail = Mail(sender: path.address)
        return .reply("250 2.1.0 Ok")
    }

    private mutating func recipient(_ argument: String) -> Action {
        guard let mail else { return .reply("503 5.5.1 MAIL first") }
        guard let path = Self.path(argument, after: "TO:"), !path.address.isEmpty else { return .reply("501 5.5.4 RCPT TO:<address>") }
        guard mail.recipients.count < Self.recipientLimit else { return .reply("452 4.5.3 too many recipients") }
        self.mail?.recipients.append(path.address)
        return .reply("250 2.1.5 Ok")
    }

    private mutating func data(_ line: [UInt8], endsInCRLF: Bool) -> Action? {
        // Only CRLF ends a line: a dot between bare line feeds must not end the mail.
        guard line == [UInt8(ascii: ".")], endsInCRLF else {
            hasBareLineFeed = hasBareLineFeed || !endsInCRLF
            guard let used = mail?.data.count, used + line.count + 2 <= sizeLimit, !isTooBig else {
                isTooBig = true
                mail?.data = []
                return nil
            }
            mail?.data += line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
            mail?.data += [13, 10]
            return nil
        }
        defer { reset() }
        if isTooBig { return .reply("552 5.3.4 larger than \(sizeLimit) bytes") }
        if hasBareLineFeed { return .reply("550 5.6.11 a line ends in LF without CR; other servers refuse that too") }
        return mail.map { .keep($0) }
    }

    private mutating func reset() {
        state = .commands
        mail = nil
        isTooBig = false
        hasBareLineFeed = false
    }

    /// The address between angle brackets (or without them) and the parameters after it.
    private static func path(_ argument: String, after prefix: String) -> (address: String, parameters: [Substring])? {
        guard argument.prefix(prefix.count).uppercased() == prefix else { return nil }
        let rest = argument.dropFirst(prefix.count).drop { $0 == " " }
        if rest.first == "<" {
            guard let end = rest.firstIndex(of: ">") else { return nil }
            return (String(rest[rest.index(after: rest.startIndex)..<end]), rest[rest.index(after: end)...].split(separator: " "))
        }
        var words = rest.split(separator: " ")[...]
        guard let address = words.popFirst() else { return nil }
        return (String(address), Array(words))
    }
}
