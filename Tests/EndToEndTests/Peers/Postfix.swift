import Foundation

/// A real mail server: Postfix with Dovecot to check passwords, on a port of 127.0.0.1, with a private configuration and queue.
///
/// STARTTLS and a login are asked for; mail for the domain example.test goes into a Maildir for each recipient.
final class Postfix: Sendable {
    static let username = "alerts"
    static let password = "s3cret & \u{E4}"
    /// What tokens of OAuth are signed with.
    static let tokenKey = "a key of the tests, 32 bytes long"

    /// A token that it takes until it expires.
    static func token(lasting seconds: Int) async throws -> String {
        let program = """
            import base64, hashlib, hmac, json, sys, time
            text = lambda data: base64.urlsafe_b64encode(data).rstrip(b'=')
            now = int(time.time())
            claims = {'sub': sys.argv[1], 'email': sys.argv[1], 'iat': now - 9000, 'nbf': now - 9000, 'exp': now + int(sys.argv[3]), 'iss': 'tests'}
            head = text(b'{"alg":"HS256","typ":"JWT"}') + b'.' + text(json.dumps(claims).encode())
            print((head + b'.' + text(hmac.new(sys.argv[2].encode(), head, hashlib.sha256).digest())).decode(), end='')
            """
        return try await Tool.python(program, username, tokenKey, String(seconds))
    }

    /// One server for all tests.
    private actor Shared {
        private var server: Task<Postfix, any Error>?

        func get() async throws -> Postfix {
            let server = server ?? Task { try await Postfix.start() }
            self.server = server
            return try await server.value
        }
    }
    private static let shared = Shared()

    static var isThere: Bool {
        geteuid() == 0 && Tool.areThere("postfix", "master", "dovecot", "openssl", "python3")
    }

    /// The server; started when it is first asked for, ended with the run.
    static func running() async throws -> Postfix {
        try await shared.get()
    }

    let port: Int
    /// Its certificate's authority.
    let authority: String
    /// What holds the last reply of `port(with:)`.
    let gate: PostfixGate
    /// As `port`, but before the reply to the final dot of a message the gate is asked.
    let gatedPort: Int
    /// Another door, without STARTTLS.
    let barePort: Int
    private let folder: String
    private let processes: [ChildProcess]

    private init(folder: String, port: Int, gatedPort: Int, barePort: Int, gate: PostfixGate) throws {
        self.folder = folder
        self.port = port
        self.gatedPort = gatedPort
        self.barePort = barePort
        self.gate = gate
        authority = folder + "/tls/ca.pem"
        processes = [
            try ChildProcess([Tool.path("dovecot"), "-c", folder + "/dovecot/dovecot.conf", "-F"], folder: folder),
            // With -d it does not leave its session, and so ends with the run.
            try ChildProcess([Tool.path("master"), "-c", folder + "/etc", "-d"], folder: folder),
        ]
    }

    private static func start() async throws -> Postfix {
        let folder = try Playground.shared.get().makeFolder("postfix")
        let (port, gatedPort, barePort) = (try FreePort.next(), try FreePort.next(), try FreePort.next())
        let gate = try PostfixGate(folder: folder + "/gate")
        let files = PostfixFiles(folder: folder, port: port, gatedPort: gatedPort, gatePort: gate.port, barePort: barePort)
        try files.write()
        try await makeCertificate(in: folder + "/tls")
        let server = try Postfix(folder: folder, port: port, gatedPort: gatedPort, barePort: barePort, gate: gate)
        try await eventually("the mail server listens") {
            let isListening = FreePort.isAnswered(port) && FreePort.isAnswered(gatedPort) && FreePort.isAnswered(gate.port)
            return isListening && FileManager.default.fileExists(atPath: folder + "/spool/private/auth")
        }
        return server
    }

    private static func makeCertificate(in folder: String) async throws {
        try Data("subjectAltName=IP:127.0.0.1\n".utf8).write(to: URL(filePath: folder + "/names"))
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        for command in [
            "req -x509 -days 2 -subj /CN=authority -keyout ca.key -out ca.pem \(key)",
            "req -subj /CN=localhost -keyout key.pem -out request.pem \(key)",
            "x509 -req -days 2 -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -out cert.pem -extfile names",
        ] {
            try await Tool.run("openssl", command.split(separator: " ").map(String.init), folder: folder)
        }
    }

    /// The files of the mails that have come for a recipient of example.test, oldest first.
    func mails(for recipient: String) -> [String] {
        let inbox = "\(folder)/mail/\(recipient)/new"
        return (try? FileManager.default.contentsOfDirectory(atPath: inbox))?.sorted().map { "\(inbox)/\($0)" } ?? []
    }

    /// What it wrote into its log.
    var log: String { String(decoding: FileManager.default.contents(atPath: folder + "/maillog") ?? Data(), as: UTF8.self) }
}
