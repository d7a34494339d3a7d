import CCurl
import Glibc

/// Opens libcurl's sockets, after the name was looked up: the only place where a name that leads into the own network can be stopped.
final class SocketOpener {
    private let allowsPrivate: Bool
    private let sockets: OpenSockets?
    /// Whether an address was refused.
    private(set) var hasRefused = false
    /// Whether a connection was begun; if not, an open one was reused, or there was none.
    private(set) var hasOpened = false

    /// With `sockets`, they are entered there, and closed there.
    init(allowsPrivate: Bool, sockets: OpenSockets? = nil) {
        self.allowsPrivate = allowsPrivate
        self.sockets = sockets
    }

    /// The opener must live until the handle is reset, and `sockets` as long as the handle.
    func install(in handle: borrowing EasyHandle) throws(CurlFailure) {
        try handle.check(ccurl_set_open(handle.pointer, CURLOPT_OPENSOCKETFUNCTION, openSocket))
        try handle.set(CURLOPT_OPENSOCKETDATA, unowned: self)
        if let sockets {
            try handle.check(ccurl_set_close(handle.pointer, CURLOPT_CLOSESOCKETFUNCTION, closeSocket))
            try handle.set(CURLOPT_CLOSESOCKETDATA, unowned: sockets)
        }
    }

    /// Whether a request may go out on a connection to this address: a kept one may be of a request that was allowed more.
    func admits(_ address: String) -> Bool {
        if allowsPrivate || !PrivateAddress.contains(text: address) { return true }
        hasRefused = true
        return false
    }

    fileprivate func open(_ address: UnsafePointer<curl_sockaddr>) -> Int32 {
        let target = address.pointee
        if !allowsPrivate, PrivateAddress.contains(ccurl_address(address), length: Int(target.addrlen)) {
            hasRefused = true
            return CURL_SOCKET_BAD
        }
        let socket = Glibc.socket(target.family, target.socktype | Int32(SOCK_CLOEXEC.rawValue), target.protocol)
        guard socket >= 0 else { return CURL_SOCKET_BAD }
        if let sockets, !sockets.enter(socket) {
            Glibc.close(socket)
            return CURL_SOCKET_BAD
        }
        hasOpened = true
        return socket
    }
}

private let openSocket: curl_opensocket_callback = { context, _, address in
    guard let context, let address else { return CURL_SOCKET_BAD }
    return Unmanaged<SocketOpener>.fromOpaque(context).takeUnretainedValue().open(address)
}

private let closeSocket: curl_closesocket_callback = { context, socket in
    guard let context else { return 1 }
    Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue().close(socket)
    return 0
}
