/// An account of MessageBird, now Bird (rest.messagebird.com).
package struct MessageBirdSettings: Hashable, Sendable {
    package var url: Secret
    package var key: Secret
    package var from: String

    package init(url: Secret = Secret("https://rest.messagebird.com"), key: Secret, from: String) {
        self.url = url
        self.key = key
        self.from = from
    }
}
