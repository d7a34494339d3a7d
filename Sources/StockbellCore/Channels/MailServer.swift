/// One server of a mail channel.
package struct MailServer: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        /// A password, by PLAIN, or LOGIN where there is no PLAIN.
        case plain
        /// A token of OAuth 2.0, as Google and Microsoft take it.
        case xoauth2
        /// A token of OAuth 2.0 (RFC 7628).
        case oauthbearer
    }

    package struct Login: Hashable, Sendable {
        package var method: Method
        package var username: String
        /// The password, or the token.
        package var secret: Secret

        package init(_ method: Method, username: String, secret: Secret) {
            self.method = method
            self.username = username
            self.secret = secret
        }
    }

    package var host: String
    package var port: Int
    package var security: SMTPSettings.Security
    /// nil: it takes mail without a log-in.
    package var login: Login?
    /// A file with the certificates to trust; nil: the system's.
    package var caFile: String?
    /// Its part of all messages beside that of the others; 0: only where no other answers.
    package var weight: Int
    /// How many messages it is handed at once; nil: as many as the channel sends.
    package var concurrency: Int?

    package init(
        host: String, port: Int, security: SMTPSettings.Security, login: Login? = nil, caFile: String? = nil, weight: Int = 1, concurrency: Int? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.login = login
        self.caFile = caFile
        self.weight = weight
        self.concurrency = concurrency
    }
}
