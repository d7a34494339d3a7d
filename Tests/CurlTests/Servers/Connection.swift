import Glibc
import Synchronization

/// A server's side of one TCP connection.
///
/// Reads are of one thread only; the socket is closed with the last reference.
final class Connection: Sendable {
    /// Counted from 1.
    let number: Int
    private let socket: Int32
    private let pending = Mutex<[UInt8]>([])

    init(_ socket: Int32, number: Int) {
        self.socket = socket
        self.number = number
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// Without its end; nil when the client hung up.
    func readLine() -> String? {
        pending.withLock { pending in
            var searched = 0
            while true {
                if let end = pending[searched...].firstIndex(of: 0x0A) {
                    let line = pending[..<end].filter { $0 != 0x0D }
                    pending.removeFirst(end + 1)
                    return String(decoding: line, as: UTF8.self)
                }
                searched = pending.count
                guard receive(&pending) else { return nil }
            }
        }
    }

    func read(_ count: Int) -> [UInt8]? {
        pending.withLock { pending in
            while pending.count < count {
                guard receive(&pending) else { return nil }
            }
            defer { pending.removeFirst(count) }
            return Array(pending.prefix(count))
        }
    }

    /// Blocks until the client hangs up.
    func waitForHangUp() {
        while readLine() != nil {}
    }

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    func hangUp() { shutdown(socket, Int32(SHUT_RDWR)) }

    private func receive(_ pending: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        pending += buffer[..<count]
        return true
    }
}
