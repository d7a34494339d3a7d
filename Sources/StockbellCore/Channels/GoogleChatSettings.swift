/// A webhook of a space in Google Chat; the URL, with its key and token, is the secret.
package struct GoogleChatSettings: Hashable, Sendable {
    package var url: Secret

    package init(url: Secret) {
        self.url = url
    }
}
