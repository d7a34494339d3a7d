import Foundation
import Glibc
import Synchronization

/// A TCP server on 127.0.0.1 with a thread for each connection; gone when the last reference is.
final class LoopbackServer: Sendable {
    let port: Int
    private let listener: Int32
    private let connections: Mutex<[Connection]>

    init(_ serve: @escaping @Sendable (Connection) -> Void) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(bind(listener, pointer, length) == 0 && listen(listener, 128) == 0)
                precondition(getsockname(listener, pointer, &length) == 0)
            }
        }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        connections = Mutex([])
        Thread { [weak self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0, let connection = self?.enter(socket) else { break }
                Thread {
                    serve(connection)
                    connection.hangUp()
                }.start()
            }
            close(listener)
        }.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in connections.withLock({ $0 }) { connection.hangUp() }
    }

    var connectionCount: Int { connections.withLock { $0.count } }

    /// Says something on all connections, without having been asked, and hangs up.
    func hangUp(saying text: String = "") {
        for connection in connections.withLock({ $0 }) {
            connection.write(text)
            connection.hangUp()
        }
    }

    /// A port where nobody listens.
    static func closedPort() -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(bind(listener, pointer, length) == 0 && getsockname(listener, pointer, &length) == 0)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
    }

    private func enter(_ socket: Int32) -> Connection {
        connections.withLock { connections in
            let connection = Connection(socket, number: connections.count + 1)
            connections.append(connection)
            return connection
        }
    }
}
