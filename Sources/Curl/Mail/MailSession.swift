/// The easy handle for one server and one user, and with it the connection that is kept between mails.
final class MailSession {
    /// Everything that the identity of a connection hangs on.
    struct Key: Hashable {
        private let url: String
        private let username: String?
        private let password: String?
        private let bearer: String?
        private let loginOptions: String?
        private let tls: CurlRequest.TLS
        private let caFile: String?
        private let allowPrivateNetwork: Bool

        init(_ request: CurlRequest) {
            url = request.url
            username = request.username
            password = request.password
            bearer = request.bearer
            loginOptions = request.loginOptions
            tls = request.tls
            caFile = request.caFile
            allowPrivateNetwork = request.allowPrivateNetwork
        }
    }

    private let handle: EasyHandle
    private let sockets: OpenSockets
    private let idleSeconds: Int
    private var isAuthenticated = false

    init?(sockets: OpenSockets, idleSeconds: Int) {
        guard let handle = EasyHandle() else { return nil }
        self.handle = handle
        self.sockets = sockets
        self.idleSeconds = idleSeconds
    }

    /// Sends a mail; once more on a new connection if the kept one turned out dead before the message was begun.
    ///
    /// Nil if it is no mail.
    func send(_ request: CurlRequest) -> CurlResponse? {
        guard let response = attempt(request, isFresh: false) else { return nil }
        return response.isOfStaleConnection ? attempt(request, isFresh: true) : response
    }

    private func attempt(_ request: CurlRequest, isFresh: Bool) -> CurlResponse? {
        let transfer = MailTransfer(request, wasAuthenticated: isAuthenticated, sockets: sockets)
        let response = transfer?.run(on: handle, isFresh: isFresh, idleSeconds: idleSeconds)
        isAuthenticated = response?.wasAuthenticated ?? isAuthenticated
        return response
    }
}

extension CurlResponse {
    /// Whether the server had hung up on a kept connection, and cannot have taken the mail.
    package var isOfStaleConnection: Bool {
        guard reusedConnection, code != 0, !replies.contains(where: { $0.command == "DATA" || $0.command == "." }) else { return false }
        if replies.contains(where: { $0.command == "MAIL" && $0.code == 421 }) { return true }
        // Send and receive errors; 55 is also libcurl's code for a refusal, which has its status.
        return (code == 55 || code == 56) && status < 400
    }
}
