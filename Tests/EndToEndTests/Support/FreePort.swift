import Foundation
import Synchronization

/// TCP ports of 127.0.0.1 that nobody listens on.
enum FreePort {
    private static let given = Mutex<Set<UInt16>>([])

    /// A port that was free a moment ago, and that no other test of this run is given.
    ///
    /// From below the range that outgoing connections are given theirs from, so that none of them takes it before it is used.
    static func next() throws -> Int {
        for _ in 0..<1000 {
            let port = UInt16.random(in: 20_000..<32_000)
            guard given.withLock({ $0.insert(port).inserted }) else { continue }
            if (try? Listener(port: Int(port))) != nil { return Int(port) }
        }
        throw Stuck("no free port")
    }

    /// Whether somebody listens there.
    static func isAnswered(_ port: Int) -> Bool {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in(loopback: port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) } == 0
        }
    }
}

extension sockaddr_in {
    /// A port of 127.0.0.1.
    init(loopback port: Int) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    }
}
