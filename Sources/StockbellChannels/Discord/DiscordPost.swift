import StockbellCore

/// The body that executes a webhook or changes its message.
struct DiscordPost: Hashable, Encodable {
    struct Embed: Hashable, Encodable {
        var description: String
    }

    struct Mentions: Hashable, Encodable {
        /// Nobody, whatever the text says.
        ///
        /// Else a webhook would call people. To be said with every change too.
        let parse: [String] = []

        private enum CodingKeys: String, CodingKey { case parse }
    }

    /// Discord's limits, in characters.
    static let longestContent = 2000
    static let longestDescription = 4096

    var content: String
    /// Empty, not absent: with a change, what is absent stays as it was.
    var embeds: [Embed] = []
    let mentions = Mentions()
    /// 4 is "no previews", 0 is none of them.
    ///
    /// A preview is a GET on the link by a machine. The flag would hide an embed of ours as well.
    var flags: Int

    private enum CodingKeys: String, CodingKey {
        case content, embeds, flags
        case mentions = "allowed_mentions"
    }

    /// Writes a letter: as content if it is short enough, else its subject as content, which phones show, and the rest embedded.
    ///
    /// - Throws: `ContentError` when it says nothing at all.
    init(_ letter: Message) throws(ContentError) {
        let whole = try MarkdownLetter(dialect: .discord, limit: Self.longestDescription).write(letter)
        if whole.utf16.count <= Self.longestContent {
            content = whole
            flags = 4
        } else {
            content = try MarkdownLetter(dialect: .discord, limit: 400).title(letter)
            embeds = [Embed(description: whole)]
            flags = 0
        }
    }
}
