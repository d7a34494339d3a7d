/// The way to a platform's API: whose data, by which key, where.
package struct PlatformAccess: Hashable, Sendable {
    /// The shop's own name there: BigCommerce's store hash.
    package var store: String
    package var token: Secret
    /// Where the API is, without a slash at the end.
    package var url: String

    package init(store: String, token: Secret, url: String) {
        self.store = store
        self.token = token
        self.url = url
    }
}
