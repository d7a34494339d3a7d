import StockbellCore

/// The body of a request that posts or changes a message; a webhook takes none but the first four members.
struct SlackPost: Encodable {
    var text: String
    var blocks: [SlackBlock]
    // A preview is a GET on the link by a machine, long before a person looks. A change takes no such word.
    var unfurlLinks: Bool? = false
    var unfurlMedia: Bool? = false
    var channel: String?
    /// The first message of the thread.
    var thread: String?
    /// Whether the answer is seen beside the thread as well.
    var isBroadcast: Bool?
    /// The message to change.
    var changes: String?

    private enum CodingKeys: String, CodingKey {
        case text, blocks, channel
        case unfurlLinks = "unfurl_links"
        case unfurlMedia = "unfurl_media"
        case thread = "thread_ts"
        case isBroadcast = "reply_broadcast"
        case changes = "ts"
    }

    init(_ message: SlackMessage) {
        text = message.text
        blocks = message.blocks
    }
}
