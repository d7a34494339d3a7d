import Foundation
import Glibc
import Synchronization

/// An HTTP server on 127.0.0.1 that answers the first request of each connection, and hangs up when it has read the second.
///
/// Gone when the last reference is.
final class SwallowingServer: Sendable {
    let url: String
    private let listener: Int32
    private let count = Mutex(0)

    /// How many requests it has read.
    var requests: Int { count.withLock { $0 } }

    convenience init(answering body: String) { self.init { _ in (200, body) } }

    /// - Parameter answer: the status and body of an answer, by how many requests came so far.
    init(_ answer: @escaping @Sendable (Int) -> (Int, String)) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(bind(listener, pointer, length) == 0 && listen(listener, 16) == 0)
                precondition(getsockname(listener, pointer, &length) == 0)
            }
        }
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        Thread { [weak self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { break }
                self?.serve(socket, answer)
                close(socket)
            }
            close(listener)
        }.start()
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// One connection at a time: the client opens a new one only when this is closed.
    private func serve(_ socket: Int32, _ answer: (Int) -> (Int, String)) {
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard Self.read(socket) != nil else { return }
        let (status, body) = answer(counted())
        let text = "HTTP/1.1 \(status) Said\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        _ = text.withCString { send(socket, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }
        if Self.read(socket) != nil { _ = counted() }
    }

    private func counted() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    /// A whole request; nil: the client hung up.
    private static func read(_ socket: Int32) -> String? {
        var request = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let length = recv(socket, &buffer, buffer.count, 0)
            guard length > 0 else { return nil }
            request += String(decoding: buffer[..<length], as: UTF8.self)
            guard let end = request.range(of: "\r\n\r\n") else { continue }
            let wanted = request[..<end.lowerBound].split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            let size = wanted.flatMap { Int($0.dropFirst(15).drop(while: \.isWhitespace)) } ?? 0
            if request[end.upperBound...].utf8.count >= size { return request }
        }
    }
}
