/// Text messages by Amazon's SNS.
package struct SNSSettings: Hashable, Sendable {
    /// nil: that of the region.
    package var url: Secret?
    package var region: String
    package var accessKey: String
    package var secretKey: Secret
    /// Of temporary credentials; nil: lasting ones.
    package var sessionToken: Secret?
    /// A sender id or an origination number; nil: the account's own.
    package var from: String?

    package init(url: Secret? = nil, region: String, accessKey: String, secretKey: Secret, sessionToken: Secret? = nil, from: String? = nil) {
        self.url = url
        self.region = region
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
        self.from = from
    }
}
