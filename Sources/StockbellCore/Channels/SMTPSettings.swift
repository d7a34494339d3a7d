/// How mail goes out: the servers to hand messages to, and how these look.
package struct SMTPSettings: Hashable, Sendable {
    package enum Security: String, Hashable, Sendable, CaseIterable {
        /// STARTTLS must succeed before anything is said; the default for `smtp://`.
        case starttls
        /// TLS from the first byte; the default for `smtps://`.
        case tls
        /// No encryption: a server on this machine or in a laboratory.
        case none
    }

    /// How many servers an attempt may ask one after the other.
    package static let mostServersAnAttempt = 4

    /// At least one; a message goes to the first that answers.
    package var servers: [MailServer]
    /// The sender: an address, or `Name <address>`.
    package var from: Mailbox
    /// The name given with EHLO; nil: the sender's domain.
    package var helo: String?
    /// Where bounces go: the envelope's sender is made of it, with the message's id in it; nil: they go to `from`.
    package var bounces: String?
    /// Each puts a signature above the message.
    package var signatures: [DKIMSettings]
    /// Whether messages carry what mail programs show as "unsubscribe".
    package var offersUnsubscribing: Bool
    /// A Maildir or a file of the form mbox that bounces come into, as an absolute path; nil: none is read.
    package var bounceBox: String?
    /// What proves that a report of a bounce comes from the shop's mail service; nil: none is taken.
    package var bounceToken: Secret?

    package init(
        servers: [MailServer], from: Mailbox, helo: String? = nil, bounces: String? = nil, signatures: [DKIMSettings] = [],
        offersUnsubscribing: Bool = false, bounceBox: String? = nil, bounceToken: Secret? = nil
    ) {
        self.servers = servers
        self.from = from
        self.helo = helo
        self.bounces = bounces
        self.signatures = signatures
        self.offersUnsubscribing = offersUnsubscribing
        self.bounceBox = bounceBox
        self.bounceToken = bounceToken
    }

    /// One server, with a user name and a password or without.
    package init(
        host: String, port: Int, security: Security, username: String? = nil, password: Secret? = nil, from: Mailbox, helo: String? = nil,
        caFile: String? = nil
    ) {
        let login = username.map { MailServer.Login(.plain, username: $0, secret: password ?? Secret("")) }
        self.init(servers: [MailServer(host: host, port: port, security: security, login: login, caFile: caFile)], from: from, helo: helo)
    }
}
