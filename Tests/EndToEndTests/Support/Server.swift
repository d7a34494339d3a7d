import Foundation

/// A running `stockbell serve` or `demo`.
final class Server: Sendable {
    let shop: Shop
    let platform: HTTP
    let admin: HTTP
    private let process: ChildProcess

    private init(_ shop: Shop, _ command: [String], on disk: SmallDisk?) throws {
        self.shop = shop
        platform = HTTP(port: shop.publicPort)
        admin = HTTP(port: shop.adminPort)
        let program = [Program.path] + command
        process = try ChildProcess(disk?.mounted(for: program) ?? program, folder: shop.folder)
    }

    /// Starts it and returns when it is ready to take events.
    ///
    /// - Parameter disk: mounted for this server alone; nil: none.
    static func start(_ shop: Shop, command: String = "serve", on disk: SmallDisk? = nil, _ options: String...) async throws -> Server {
        let server = try Server(shop, [command] + options, on: disk)
        try await server.ready()
        return server
    }

    /// Starts it and returns at once.
    static func launch(_ shop: Shop) throws -> Server {
        try Server(shop, ["serve"], on: nil)
    }

    /// Returns when it is ready to take events.
    func ready() async throws {
        try await eventually("the server is ready") { () -> Bool in
            if let end = process.look() { throw Stuck("the server ended with \(end): \(log)") }
            guard FreePort.isAnswered(shop.publicPort), FreePort.isAnswered(shop.adminPort) else { return false }
            return try await platform.get("/readyz").status == 200
        }
    }

    /// All that it said.
    var log: String { process.output + process.errors }

    var processID: pid_t { process.id }

    /// Posts a body to a source.
    ///
    /// - Returns: the status of the answer.
    func post(_ body: String, to source: String, headers: [String: String] = [:]) async throws -> Int {
        try await platform.post("/events/\(source)", Data(body.utf8), headers: headers).status
    }

    /// Posts a body to the source `tills`.
    func sell(_ body: String) async throws -> Int {
        try await post(body, to: "tills", headers: ["x-api-key": Snippet.key])
    }

    /// Ends it as a power cut would.
    func kill() {
        process.kill()
    }

    /// Asks it to end.
    func askToStop() {
        process.signal(SIGTERM)
    }

    /// Asks it to end, and waits until it has.
    func stop() async throws -> ChildProcess.End {
        askToStop()
        return try await process.ended()
    }
}
