/// What came of a transfer, whole: also one that failed has whatever was heard until then.
package struct CurlResponse: Sendable, Hashable {
    /// libcurl's CURLcode; 0 is a transfer that went through, whatever the status.
    ///
    /// Ours are 42 (cancelled, or shut down), 43 (the request is not valid; nothing was sent) and
    /// 67 (log-in refused, also if the server offers no AUTH although there are credentials: the mail is not sent then).
    package var code: Int32
    /// The HTTP status, or the code of the last SMTP reply; 0 if there was none.
    ///
    /// For mail, an error together with 354 means that the message was on its way and its fate is not known; but behind half a reply, or one that is
    /// none, it can be anything: `replies` say then how far the mail got.
    package var status: Int
    /// Those of the last HTTP response, names as sent, in order.
    package var headers: [Header]
    /// At most `maxResponseBytes` of the HTTP response.
    package var body: [UInt8]
    /// The SMTP dialogue of this mail, in order; empty for HTTP.
    ///
    /// On a reused connection it begins with `MAIL`.
    package var replies: [SMTPReply]
    /// Whether the whole request, body included, was handed to the network.
    ///
    /// If so and no answer came, its fate is not known. HTTP only.
    package var isRequestSent: Bool
    /// Whether an already open connection carried it.
    package var reusedConnection: Bool
    /// Whether the body was longer than `maxResponseBytes`.
    package var isBodyTruncated: Bool
    /// A short text without URL, header or secret; empty when `code` is 0.
    package var error: String
    /// Whether an address was refused because it is in a private network.
    package var isPrivateAddressRefused: Bool
    /// Whether this connection has seen a 235 (logged in).
    ///
    /// Stays true as long as it is reused. SMTP only.
    package var wasAuthenticated: Bool

    package init(
        code: Int32 = 0,
        status: Int = 0,
        headers: [Header] = [],
        body: [UInt8] = [],
        replies: [SMTPReply] = [],
        isRequestSent: Bool = false,
        reusedConnection: Bool = false,
        isBodyTruncated: Bool = false,
        error: String = "",
        isPrivateAddressRefused: Bool = false,
        wasAuthenticated: Bool = false
    ) {
        self.code = code
        self.status = status
        self.headers = headers
        self.body = body
        self.replies = replies
        self.isRequestSent = isRequestSent
        self.reusedConnection = reusedConnection
        self.isBodyTruncated = isBodyTruncated
        self.error = error
        self.isPrivateAddressRefused = isPrivateAddressRefused
        self.wasAuthenticated = wasAuthenticated
    }

    /// The value of the first header of this name, whatever its case; nil if there is none.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}
