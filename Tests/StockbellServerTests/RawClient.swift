import NIOCore
import NIOPosix

/// A client that sends exactly the bytes it is given: a polite one would hide what the server makes of them.
struct RawClient {
    struct Answer: Sendable {
        var status: Int
        /// Names in lower case, in the order they came.
        var headers: [(name: String, value: String)]
        var body: [UInt8]

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    let port: Int

    /// Sends and reads `count` answers, or as many as come before the server closes.
    ///
    /// - Parameter halfCloses: Whether this end says after the bytes that no more will come.
    func exchange(_ bytes: [UInt8], answers count: Int = 1, halfCloses: Bool = false, noBody: Bool = false) async throws -> [Answer] {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            // A server that has heard enough may close while this end still sends.
            try? await outbound.write(ByteBuffer(bytes: bytes))
            if halfCloses { outbound.finish() }
            var received: [UInt8] = []
            var answers: [Answer] = []
            do {
                for try await buffer in inbound {
                    received += Array(buffer.readableBytesView)
                    while answers.count < count, let (answer, length) = Self.answer(in: received, noBody: noBody) {
                        answers.append(answer)
                        received.removeFirst(length)
                    }
                    if answers.count == count { break }
                }
            } catch is IOError {
                // A reset after the answer.
            }
            return answers
        }
    }

    /// Sends and reads until the server closes.
    func everything(_ bytes: [UInt8]) async throws -> [UInt8] {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            return try await inbound.reduce(into: []) { $0 += Array($1.readableBytesView) }
        }
    }

    private func connect() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
    }

    func send(_ method: String, _ path: String, headers: [String] = [], body: String = "") async throws -> Answer? {
        let length = body.isEmpty && method != "POST" ? [] : ["Content-Length: \(body.utf8.count)"]
        let host = headers.contains { $0.lowercased().hasPrefix("host:") } ? [] : ["Host: 127.0.0.1:\(port)"]
        let head = (["\(method) \(path) HTTP/1.1"] + host + headers + length + ["", ""]).joined(separator: "\r\n")
        return try await exchange(Array((head + body).utf8), noBody: method == "HEAD").first
    }

    private static func answer(in bytes: [UInt8], noBody: Bool) -> (Answer, Int)? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (name: parts[0].lowercased(), value: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        let start = end.upperBound
        let length = noBody ? 0 : headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        guard bytes.count >= start + length else { return nil }
        return (Answer(status: status, headers: headers, body: Array(bytes[start..<start + length])), start + length)
    }
}
