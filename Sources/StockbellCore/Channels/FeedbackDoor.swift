/// Where a far side tells what became of messages, and by what we know that it is it.
///
/// Not of config.json: the program says it when it starts.
package struct FeedbackDoor: Hashable, Sendable {
    /// `https://stock.example.com/receipts/sms`.
    package var url: String
    /// What the tokens of messages are made with.
    package var key: Secret

    package init(url: String, key: Secret) {
        self.url = url
        self.key = key
    }
}
