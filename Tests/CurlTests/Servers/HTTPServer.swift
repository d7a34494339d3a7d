import Curl
import Synchronization

/// An HTTP server whose answers a test writes by hand, byte by byte if it likes.
final class HTTPServer: Sendable {
    struct Request: Sendable {
        var line: String
        var headers: [Header] = []
        var body: [UInt8] = []

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    private let requestLog: RequestLog
    private let server: LoopbackServer

    /// `answer` may write anything, and hang up.
    init(_ answer: @escaping @Sendable (Request, Connection) -> Void) {
        let log = RequestLog()
        requestLog = log
        server = LoopbackServer { connection in
            while let request = Request(connection) {
                log.append(request)
                answer(request, connection)
            }
        }
    }

    /// Answers everything with this, and keeps the connection.
    convenience init(_ answer: String) {
        self.init { _, connection in connection.write(answer) }
    }

    var requests: [Request] { requestLog.all }
    var connectionCount: Int { server.connectionCount }

    func hangUp() { server.hangUp() }

    func request(_ path: String = "/", _ change: (inout CurlRequest) -> Void = { _ in }) -> CurlRequest {
        var request = CurlRequest(url: "http://127.0.0.1:\(server.port)\(path)", timeout: .seconds(20), allowPrivateNetwork: true)
        change(&request)
        return request
    }
}

private final class RequestLog: Sendable {
    private let requests = Mutex<[HTTPServer.Request]>([])

    var all: [HTTPServer.Request] { requests.withLock { $0 } }

    func append(_ request: HTTPServer.Request) {
        requests.withLock { $0.append(request) }
    }
}

extension HTTPServer.Request {
    fileprivate init?(_ connection: Connection) {
        guard let line = connection.readLine() else { return nil }
        self.init(line: line)
        while let line = connection.readLine(), !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            headers.append(Header(name: String(parts[0]), value: String(parts.last?.drop { $0 == " " } ?? "")))
        }
        if let length = header("Content-Length").flatMap(Int.init) {
            guard let body = connection.read(length) else { return nil }
            self.body = body
        }
    }
}

/// An HTTP response as it goes over the wire.
func httpResponse(_ status: String = "200 OK", _ headers: [String] = [], body: String = "") -> String {
    (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers).joined(separator: "\r\n") + "\r\n\r\n" + body
}
