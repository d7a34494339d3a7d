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

    package init(url: Secret, username: String, password: Secret, from: String? = nil, smsc: String? = nil) {
        self.url = url
        self.username = username
        self.password = password
        self.from = from
        self.smsc = smsc
    }
}
