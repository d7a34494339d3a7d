import Foundation

/// A real Matrix homeserver: Synapse, which knows nobody but this machine.
final class Synapse: Sendable {
    /// One server for all tests.
    private actor Shared {
        private var server: Task<Synapse, any Error>?

        func get() async throws -> Synapse {
            let server = server ?? Task { try await Synapse.start() }
            self.server = server
            return try await server.value
        }
    }
    private static let shared = Shared()

    static var isThere: Bool { PyPeers.has("synapse") }

    /// The server; started when it is first asked for, ended with the run.
    static func running() async throws -> Synapse {
        try await shared.get()
    }

    let url: String
    private let http: HTTP
    private let folder: String
    private let process: ChildProcess

    private init(folder: String, port: Int) throws {
        self.folder = folder
        url = "http://127.0.0.1:\(port)"
        http = HTTP(port: port)
        process = try ChildProcess([PyPeers.python, "-m", "synapse.app.homeserver", "--config-path", folder + "/homeserver.yaml"], folder: folder)
    }

    private static func start() async throws -> Synapse {
        let folder = try Playground.shared.get().makeFolder("synapse")
        let port = try FreePort.next()
        // Writes the signing key, and a configuration that ours replaces.
        try await PyPeers.run([
            "-m", "synapse.app.homeserver", "--server-name", "lab.test", "--config-path", folder + "/homeserver.yaml", "--generate-config",
            "--report-stats=no", "--data-directory", folder,
        ])
        try Data(configuration(folder, port).utf8).write(to: URL(filePath: folder + "/homeserver.yaml"))
        let log = "version: 1\nhandlers: {f: {class: logging.FileHandler, filename: \(folder)/log}}\nroot: {level: WARNING, handlers: [f]}\n"
        try Data(log.utf8).write(to: URL(filePath: folder + "/log.yaml"))
        let server = try Synapse(folder: folder, port: port)
        try await eventually("Synapse answers") {
            if let end = server.process.look() { throw Stuck("Synapse ended with \(end): \(server.process.errors)\(server.process.output)") }
            guard FreePort.isAnswered(port) else { return false }
            return try await server.http.get("/_matrix/client/versions").status == 200
        }
        return server
    }

    private static let decoder = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }()

    /// A new user, logged in.
    func user(_ name: String) async throws -> User {
        try await PyPeers.run(
            ["-m", "synapse._scripts.register_new_matrix_user", "-c", folder + "/homeserver.yaml", "-u", name, "-p", name + "-pw", "--no-admin", url])
        let body = #"{"type":"m.login.password","identifier":{"type":"m.id.user","user":"\#(name)"},"password":"\#(name)-pw"}"#
        let answer = try await http.post("/_matrix/client/v3/login", Data(body.utf8))
        struct Login: Decodable {
            var accessToken: String
            var userId: String
        }
        let login = try Synapse.decoder.decode(Login.self, from: answer.body)
        return User(id: login.userId, token: login.accessToken, http: http)
    }

    struct User: Sendable {
        let id: String
        let token: String
        let http: HTTP

        private var headers: [String: String] { ["Authorization": "Bearer \(token)"] }

        /// Opens a room and invites somebody; nil: nobody.
        func room(inviting guest: User?) async throws -> String {
            struct Room: Decodable { var roomId: String }
            let guests = guest.map { #""\#($0.id)""# } ?? ""
            let answer = try await http.post("/_matrix/client/v3/createRoom", Data("{\"invite\":[\(guests)]}".utf8), headers: headers)
            return try Synapse.decoder.decode(Room.self, from: answer.body).roomId
        }

        /// The messages of a room, newest first.
        func messages(in room: String) async throws -> [Event] {
            try await chunk("/_matrix/client/v3/rooms/\(Self.escaped(room))/messages?dir=b&limit=100").filter { $0.type == "m.room.message" }
        }

        /// What relates to an event in one way, newest first.
        func relations(of event: String, _ way: String, in room: String) async throws -> [Event] {
            try await chunk("/_matrix/client/v1/rooms/\(Self.escaped(room))/relations/\(Self.escaped(event))/\(way)")
        }

        private func chunk(_ path: String) async throws -> [Event] {
            struct Page: Decodable { var chunk: [Event] }
            let answer = try await http.get(path, headers: headers)
            guard answer.status == 200 else { throw Stuck("\(path): \(answer.status) \(answer.text)") }
            return try Synapse.decoder.decode(Page.self, from: answer.body).chunk
        }

        private static func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
        }
    }

    struct Event: Decodable, Sendable {
        struct Content: Decodable, Sendable {
            var body: String?
            var formattedBody: String?
        }
        var type: String
        var eventId: String
        var content: Content
    }

    private static func configuration(_ folder: String, _ port: Int) -> String {
        """
        server_name: "lab.test"
        pid_file: \(folder)/homeserver.pid
        listeners:
          - port: \(port)
            bind_addresses: ['127.0.0.1']
            type: http
            tls: false
            resources: [{names: [client], compress: false}]
        database: {name: sqlite3, args: {database: "\(folder)/homeserver.db"}}
        log_config: \(folder)/log.yaml
        media_store_path: \(folder)/media
        signing_key_path: \(folder)/lab.test.signing.key
        registration_shared_secret: "laboratory"
        macaroon_secret_key: "laboratory"
        form_secret: "laboratory"
        report_stats: false
        trusted_key_servers: []
        suppress_key_server_warning: true
        enable_registration: false
        federation_domain_whitelist: []
        presence: {enabled: false}
        url_preview_enabled: false
        rc_message: {per_second: 2, burst_count: 15}
        rc_login: {address: {per_second: 100, burst_count: 100}, account: {per_second: 100, burst_count: 100}}

        """
    }
}
