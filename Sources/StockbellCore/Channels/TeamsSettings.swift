/// A workflow of Teams that posts a card ("When a Teams webhook request is received"); the URL is the secret.
package struct TeamsSettings: Hashable, Sendable {
    package var url: Secret

    package init(url: Secret) {
        self.url = url
    }
}
