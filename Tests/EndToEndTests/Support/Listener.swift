import Foundation

/// A far side that takes what is sent to it and answers only when it is told to.
final class Listener: Sendable {
    private let socket: Int32

    /// - Throws: `Stuck` when somebody else listens on the port of 127.0.0.1.
    init(port: Int) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in(loopback: port)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) } == 0
        }
        // `deinit` closes the socket: all properties are set.
        guard isBound, listen(socket, 16) == 0 else { throw Stuck("port \(port) is taken") }
    }

    deinit {
        close(socket)
    }

    /// The next request; nil: none has come yet.
    ///
    /// The connection stays open, unanswered, until what is returned is let go.
    func take() -> Request? {
        let connection = accept(socket, nil, nil)
        return connection < 0 ? nil : Request(connection: connection)
    }

    /// A connection on which somebody waits for an answer.
    final class Request: Sendable {
        private let connection: Int32

        init(connection: Int32) {
            self.connection = connection
        }

        deinit {
            close(connection)
        }

        /// As much of the request as has come.
        func text() -> String {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = bytes.withUnsafeMutableBytes { recv(connection, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }

        func answer(_ text: String) {
            _ = Array(text.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }
    }
}
