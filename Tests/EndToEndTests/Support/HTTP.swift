import Foundation
import FoundationNetworking

/// A client as plain as a platform's.
struct HTTP: Sendable {
    struct Answer: Sendable {
        var status: Int
        var body: Data
        var type: String?

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let session: URLSession
    private let base: String

    /// Asks a port of 127.0.0.1.
    init(port: Int) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 60
        session = URLSession(configuration: configuration)
        base = "http://127.0.0.1:\(port)"
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers, nil)
    }

    func post(_ path: String, _ body: Data, headers: [String: String] = [:]) async throws -> Answer {
        try await send("POST", path, headers.merging(["Content-Type": "application/json"]) { own, _ in own }, body)
    }

    private func send(_ method: String, _ path: String, _ headers: [String: String], _ body: Data?) async throws -> Answer {
        guard let url = URL(string: base + path) else { throw Stuck("\(path) is no path") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw Stuck("no answer to \(method) \(path)") }
        return Answer(status: response.statusCode, body: data, type: response.value(forHTTPHeaderField: "Content-Type"))
    }
}
