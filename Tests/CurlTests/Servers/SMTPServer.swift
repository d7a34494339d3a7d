import Curl
import Synchronization

/// A mail server that plays a script.
final class SMTPServer: Sendable {
    enum Reaction: Sendable {
        /// One line or more, without the last end.
        case say(String)
        case sayAndHangUp(String)
        case hangUp
        /// Nothing, until the client hangs up.
        case hang
    }

    struct Script: Sendable {
        var greeting: Reaction = .say("220 test ready")
        /// What EHLO offers.
        var extensions: [String] = []
        /// By verb; `.` is the end of the message, and a line of an authentication is `line`.
        var reactions: [String: Reaction] = [:]
        /// The same for what follows the first message of a connection.
        var laterReactions: [String: Reaction] = [:]
    }

    private final class Log: Sendable {
        let commands = Mutex<[String]>([])
        let messages = Mutex<[[UInt8]]>([])
    }

    private let log: Log
    private let server: LoopbackServer
    /// The verbs as they come in, for tests that wait for one.
    let verbs: AsyncStream<String>

    init(_ script: Script = Script()) {
        let log = Log()
        let (verbs, continuation) = AsyncStream.makeStream(of: String.self)
        self.log = log
        self.verbs = verbs
        server = LoopbackServer { connection in
            guard connection.react(script.greeting) else { return }
            var script = script
            while let line = connection.readLine() {
                let verb = Self.verb(line)
                log.commands.withLock { $0.append(line) }
                continuation.yield(verb)
                guard connection.react(script.reaction(to: verb)) else { return }
                guard verb == "DATA", script.reactions["DATA"] == nil else { continue }
                guard let message = connection.readMessage() else { return }
                log.messages.withLock { $0.append(message) }
                continuation.yield(".")
                guard connection.react(script.reaction(to: ".")) else { return }
                script.reactions.merge(script.laterReactions) { $1 }
            }
        }
    }

    convenience init(_ change: (inout Script) -> Void) {
        var script = Script()
        change(&script)
        self.init(script)
    }

    var commands: [String] { log.commands.withLock { $0 } }
    var messages: [[UInt8]] { log.messages.withLock { $0 } }
    var connectionCount: Int { server.connectionCount }

    func hangUp(saying text: String) { server.hangUp(saying: text) }

    func wait(for verb: String) async {
        for await seen in verbs where seen == verb { return }
    }

    func mail(_ message: String = "Subject: t\r\n\r\nhello\r\n", _ change: (inout CurlRequest) -> Void = { _ in }) -> CurlRequest {
        var request = CurlRequest(
            url: "smtp://127.0.0.1:\(server.port)/shop.example.com",
            payload: .mail(from: "a@example.com", recipient: "b@example.com", message: Array(message.utf8)),
            timeout: .seconds(20), allowPrivateNetwork: true)
        change(&request)
        return request
    }

    private static func verb(_ line: String) -> String {
        let word = line.prefix { $0 != " " }.uppercased()
        return ["EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "QUIT"].contains(word) ? word : "line"
    }
}

extension SMTPServer.Script {
    fileprivate func reaction(to verb: String) -> SMTPServer.Reaction {
        if let reaction = reactions[verb] { return reaction }
        switch verb {
        case "EHLO":
            let lines = ["test"] + extensions
            return .say(lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)" }.joined(separator: "\r\n"))
        case "AUTH", "line": return .say("235 2.7.0 ok")
        case "STARTTLS": return .say("454 4.7.0 not now")
        case "DATA": return .say("354 go on")
        case ".": return .say("250 2.0.0 queued as 4711")
        case "QUIT": return .sayAndHangUp("221 bye")
        default: return .say("250 ok")
        }
    }
}

extension Connection {
    /// False: this connection is over.
    fileprivate func react(_ reaction: SMTPServer.Reaction) -> Bool {
        switch reaction {
        case .say(let text):
            write(text + "\r\n")
            return true
        case .sayAndHangUp(let text): write(text + "\r\n")
        case .hangUp: break
        case .hang: waitForHangUp()
        }
        hangUp()
        return false
    }

    /// Up to the dot, and without the doubled ones (RFC 5321 section 4.5.2).
    fileprivate func readMessage() -> [UInt8]? {
        var message: [UInt8] = []
        while let line = readLine() {
            if line == "." { return message }
            message += Array((line.hasPrefix(".") ? line.dropFirst() : line[...]).utf8) + [0x0D, 0x0A]
        }
        return nil
    }
}
