import StockbellCore

/// Where a bot writes: a chat and perhaps a topic of it, with the id that the chat got when it became a supergroup.
///
/// As an address names it, `-1001234` or `-1001234/5`, or as a receipt keeps it: `-1234>-1005678`.
struct TelegramRoom: Hashable, CustomStringConvertible {
    /// An id, or a public name.
    var chat: String
    /// The topic of a forum.
    var topic: Int?
    /// nil: it is what it was.
    var moved: String?

    /// Reads one.
    ///
    /// - Throws: `ContentError` when it is none.
    init(_ text: String) throws(ContentError) {
        let halves = text.split(separator: ">", maxSplits: 1).map(String.init)
        let parts = (halves.first ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        guard let chat = parts.first else { throw ContentError(.badAddress, "the address names no chat") }
        self.chat = chat
        if parts.count > 1 {
            guard let topic = Int(parts[1]) else { throw ContentError(.badAddress, "the topic behind the chat is no number") }
            self.topic = topic
        }
        moved = halves.count > 1 ? halves[1] : nil
    }

    /// What Telegram knows the chat by now.
    var now: String { moved ?? chat }

    /// Itself, if that is still where the configuration sends; nil: it names another room.
    func seen(from today: TelegramRoom) -> TelegramRoom? {
        guard topic == today.topic else { return nil }
        // Somebody may have entered the new id.
        return chat == today.chat ? self : moved == today.chat ? today : nil
    }

    var description: String { chat + (topic.map { "/\($0)" } ?? "") + (moved.map { ">\($0)" } ?? "") }
}
