/// A mail server to hand messages to.
package struct SMTPSettings: Hashable, Sendable {
    package enum Security: String, Hashable, Sendable, CaseIterable {
        /// STARTTLS must succeed before anything is said; the default for `smtp://`.
        case starttls
        /// TLS from the first byte; the default for `smtps://`.
        case tls
        /// No encryption: a server on this machine or in a laboratory.
        case none
    }

    package var host: String
    package var port: Int
    package var security: Security
    package var username: String?
    package var password: Secret?
    /// The sender: an address, or `Name <address>`.
    package var from: Mailbox
    /// The name given with EHLO; nil: the sender's domain.
    package var helo: String?
    /// A file with the certificates to trust; nil: the system's.
    package var caFile: String?

    package init(
        host: String, port: Int, security: Security, username: String? = nil, password: Secret? = nil, from: Mailbox, helo: String? = nil,
        caFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.username = username
        self.password = password
        self.from = from
        self.helo = helo
        self.caFile = caFile
    }
}
