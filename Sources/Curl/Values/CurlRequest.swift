/// A transfer, described: what to send where, and within which bounds.
///
/// It is a plain value, so that what is to be sent can be compared without sending it. Its description hides everything that may be a secret.
package struct CurlRequest: Sendable, Hashable {
    /// What is sent.
    package enum Payload: Sendable, Hashable {
        /// Nothing: an HTTP GET, unless `method` says otherwise.
        case none
        /// The body of an HTTP POST, unless `method` says otherwise.
        ///
        /// Without a header `Content-Type` libcurl says `application/x-www-form-urlencoded`.
        case body([UInt8])
        /// A mail for one recipient; the message is whole, with its headers, and its lines end in CRLF.
        ///
        /// The addresses stand bare, without `<` and `>`. An empty `from` is the null sender of RFC 5321 section 4.5.5.
        case mail(from: String, recipient: String, message: [UInt8])
    }

    /// Whether the connection is encrypted.
    ///
    /// Certificates are always verified.
    package enum TLS: Sendable, Hashable {
        /// By the scheme: `https` and `smtps` are, `http` and `smtp` are not.
        case asURLSays
        /// `smtp` must switch by STARTTLS before anything else is said, or the transfer fails (code 64); `http` is refused (code 1).
        case required
        /// Never; a URL with `https` or `smtps` is then an error.
        case off
    }

    /// With its scheme; for mail the path is the name that EHLO says (`smtp://mail.example.com:587/shop.example.com`).
    package var url: String
    /// The HTTP method; nil is GET or POST, by the payload.
    package var method: String?
    /// Further headers of HTTP; not used for mail.
    package var headers: [Header]
    package var payload: Payload
    /// For SMTP AUTH or HTTP Basic; nil is neither.
    package var username: String?
    package var password: String?
    /// A token of OAuth 2.0 for mail, in place of a password.
    package var bearer: String?
    /// Signs the request as AWS asks (Signature Version 4) instead, with the user name as access key and the password as secret key:
    /// `aws:amz:eu-central-1:sns`, whose last two are region and service; nil does not.
    package var awsSigV4: String?
    /// Pins the SASL mechanism, `AUTH=PLAIN`; nil lets libcurl choose among those that the server offers.
    package var loginOptions: String?
    package var tls: TLS
    /// A PEM file of the only authorities to trust; nil is the system's.
    package var caFile: String?
    /// For the whole transfer, from its start on the wire.
    package var timeout: Duration
    /// For name look-up, connection and TLS handshake; part of `timeout`.
    package var connectTimeout: Duration
    /// Opens a connection of its own and closes it after: libcurl sends again by itself what a reused one swallowed.
    package var freshConnection = false
    /// False refuses connections to loopback, private, link-local, metadata and other addresses that are not of the public Internet.
    package var allowPrivateNetwork: Bool
    /// How much of the response's body is kept.
    ///
    /// A longer one is cut off and its connection closed; that is no error.
    package var maxResponseBytes: Int

    package init(
        url: String,
        method: String? = nil,
        headers: [Header] = [],
        payload: Payload = .none,
        username: String? = nil,
        password: String? = nil,
        loginOptions: String? = nil,
        tls: TLS = .asURLSays,
        caFile: String? = nil,
        timeout: Duration = .seconds(30),
        connectTimeout: Duration = .seconds(10),
        allowPrivateNetwork: Bool = false,
        maxResponseBytes: Int = 65_536
    ) {
        self.url = url
        self.method = method
        self.headers = headers
        self.payload = payload
        self.username = username
        self.password = password
        self.loginOptions = loginOptions
        self.tls = tls
        self.caFile = caFile
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.allowPrivateNetwork = allowPrivateNetwork
        self.maxResponseBytes = maxResponseBytes
    }
}

extension CurlRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind of payload alone: URLs, headers and bodies carry secrets.
    package var description: String {
        switch payload {
        case .none: "CurlRequest(\(method ?? "GET"))"
        case .body(let bytes): "CurlRequest(\(method ?? "POST"), \(bytes.count) bytes)"
        case .mail(_, _, let message): "CurlRequest(mail, \(message.count) bytes)"
        }
    }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
