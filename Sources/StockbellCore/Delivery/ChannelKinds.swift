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

/// A Slack incoming webhook; the URL is the secret.
package struct SlackSettings: Hashable, Sendable {
    package var url: Secret

    package init(url: Secret) {
        self.url = url
    }
}

/// An HTTP endpoint of the shop's own that takes an alert's facts as JSON.
package struct WebhookSettings: Hashable, Sendable {
    package var url: Secret
    /// Signing secrets in the form `whsec_…`, newest first; empty: unsigned.
    package var secrets: [Secret]
    /// Further headers to send, such as a token that the endpoint asks for.
    package var headers: [SourceSettings.ExpectedHeader]

    package init(url: Secret, secrets: [Secret] = [], headers: [SourceSettings.ExpectedHeader] = []) {
        self.url = url
        self.secrets = secrets
        self.headers = headers
    }
}

/// A Kannel gateway's sendsms.
package struct KannelSettings: Hashable, Sendable {
    /// Up to and with the path, without a query: `http://127.0.0.1:13013/cgi-bin/sendsms`.
    package var url: Secret
    package var username: String
    package var password: Secret
    /// The sender that phones show; nil: the gateway's own.
    package var from: String?
    /// The gateway's route to use; nil: its own choice.
    package var smsc: String?
    /// The most segments one text may take, 1…10.
    package var maxSegments: Int

    package init(url: Secret, username: String, password: Secret, from: String? = nil, smsc: String? = nil, maxSegments: Int = 3) {
        self.url = url
        self.username = username
        self.password = password
        self.from = from
        self.smsc = smsc
        self.maxSegments = maxSegments
    }
}
