import Curl
import StockbellCore

extension MailServer {
    /// Where it is, and behind the slash what EHLO says; nil when one of them is no host name.
    func url(helo: String) -> String? {
        let host = host.contains(":") ? "[\(host)]" : host
        let isName = { (text: String) in
            !text.isEmpty && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"/?#@%\\\"<>".utf8.contains($0) }
        }
        guard isName(host), isName(helo) else { return nil }
        return "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)/\(PercentEncoding.encode(helo))"
    }

    /// The password or token as it is, and as the log-in sends it.
    var secrets: [Secret] {
        guard let login, !login.secret.isEmpty else { return [] }
        return [login.secret] + Base64Forms.of(login.secret.reveal(), username: login.username).map { Secret($0) }
    }
}

extension CurlRequest {
    /// Says how to get to a server, and into it.
    mutating func enter(_ server: MailServer) {
        caFile = server.caFile
        tls =
            switch server.security {
            case .starttls: .required
            case .tls: .asURLSays
            case .none: .off
            }
        guard let login = server.login else { return }
        username = login.username
        // Else libcurl takes whatever the server offers first, CRAM-MD5 say, and does not try the next one when that is refused.
        switch login.method {
        case .plain:
            password = login.secret.reveal()
            // LOGIN is there for servers that have no PLAIN (Exchange Online).
            loginOptions = "AUTH=PLAIN;AUTH=LOGIN"
        case .xoauth2:
            bearer = login.secret.reveal()
            loginOptions = "AUTH=XOAUTH2"
        case .oauthbearer:
            bearer = login.secret.reveal()
            loginOptions = "AUTH=OAUTHBEARER"
        }
    }
}
