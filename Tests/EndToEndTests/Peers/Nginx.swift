import Foundation

/// A real web server that takes webhooks and keeps their bytes.
///
/// `/hook` answers 503 with `Retry-After: 1` until it is opened, then 200; `/busy` answers 503 with `Retry-After: 3000` for ever.
final class Nginx: Sendable {
    /// A request that came.
    struct Request: Decodable, Sendable {
        var status: String
        var path: String
        var id: String
        var timestamp: String
        var signature: String
        var type: String
        /// The file with the body's bytes; empty where it was not read.
        var file: String
    }

    static var isThere: Bool { Tool.areThere("nginx") }

    let port: Int
    private let folder: String
    private let process: ChildProcess

    private init(folder: String, port: Int) throws {
        self.folder = folder
        self.port = port
        process = try ChildProcess([Tool.path("nginx"), "-p", folder, "-c", folder + "/nginx.conf", "-e", folder + "/error.log"], folder: folder)
    }

    /// Starts it and returns when it listens.
    static func start(port: Int? = nil) async throws -> Nginx {
        let folder = try Playground.shared.get().makeFolder("nginx")
        let port = try port ?? FreePort.next()
        try Data(configuration(folder, port).utf8).write(to: URL(filePath: folder + "/nginx.conf"))
        let server = try Nginx(folder: folder, port: port)
        try await eventually("nginx listens") {
            if let end = server.process.look() { throw Stuck("nginx ended with \(end): \(server.process.errors)") }
            return FreePort.isAnswered(port)
        }
        return server
    }

    /// From now on it takes what comes.
    func open() {
        _ = FileManager.default.createFile(atPath: folder + "/open", contents: nil)
    }

    /// What came to a path, in order.
    func requests(to path: String = "/hook") throws -> [Request] {
        let lines = FileManager.default.contents(atPath: folder + "/requests.log") ?? Data()
        // The last line may be half written.
        return try lines.split(separator: UInt8(ascii: "\n")).compactMap { line in
            line.last == UInt8(ascii: "}") ? try JSONDecoder().decode(Request.self, from: line) : nil
        }.filter { $0.path == path }
    }

    private static func configuration(_ folder: String, _ port: Int) -> String {
        """
        daemon off;
        master_process off;
        pid \(folder)/pid;
        events { worker_connections 64; }
        http {
          log_format requests escape=json '{"status":"$status","path":"$uri","id":"$http_webhook_id","timestamp":"$http_webhook_timestamp",'
            '"signature":"$http_webhook_signature","type":"$http_content_type","file":"$request_body_file"}';
          access_log off;
          client_body_temp_path \(folder)/bodies;
          proxy_temp_path \(folder)/proxy;
          fastcgi_temp_path \(folder)/fastcgi;
          uwsgi_temp_path \(folder)/uwsgi;
          scgi_temp_path \(folder)/scgi;
          server {
            listen 127.0.0.1:\(port);
            location = /hook {
              access_log \(folder)/requests.log requests;
              add_header Retry-After 1 always;
              if (!-f \(folder)/open) { return 503; }
              client_body_in_file_only on;
              proxy_pass http://127.0.0.1:\(port)/taken;
            }
            location = /busy {
              access_log \(folder)/requests.log requests;
              add_header Retry-After 3000 always;
              return 503;
            }
            location = /taken { return 200 ok; }
          }
        }

        """
    }
}
