import StockbellCore

/// The body of `sendMessage` and `editMessageText`.
struct TelegramMessage: Encodable {
    /// An id is a number, a public name a text.
    enum Chat: Encodable {
        case id(Int64)
        case name(String)

        init(_ text: String) { self = Int64(text).map(Chat.id) ?? .name(text) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .id(let id): try container.encode(id)
            case .name(let name): try container.encode(name)
            }
        }
    }

    struct Preview: Encodable {
        // A preview is a GET on the link by a machine, long before a person looks.
        let isDisabled = true

        private enum CodingKeys: String, CodingKey { case isDisabled = "is_disabled" }
    }

    struct Reply: Encodable {
        var messageID: Int64
        /// The message of the incident may have been deleted; the news goes out all the same.
        let allowSendingWithoutReply = true

        private enum CodingKeys: String, CodingKey {
            case messageID = "message_id"
            case allowSendingWithoutReply = "allow_sending_without_reply"
        }
    }

    struct Keyboard: Encodable {
        struct Button: Encodable {
            var text: String
            var url: String
        }

        var rows: [[Button]]

        private enum CodingKeys: String, CodingKey { case rows = "inline_keyboard" }
    }

    var chat: Chat
    /// The topic of a forum.
    var topic: Int?
    /// The message to change; nil: it is a new one.
    var messageID: Int64?
    var text: String
    var parseMode: String?
    let preview = Preview()
    var reply: Reply?
    var keyboard: Keyboard?

    private enum CodingKeys: String, CodingKey {
        case text
        case chat = "chat_id"
        case topic = "message_thread_id"
        case messageID = "message_id"
        case parseMode = "parse_mode"
        case preview = "link_preview_options"
        case reply = "reply_parameters"
        case keyboard = "reply_markup"
    }

    init(_ letter: Message, to chat: Chat, isBare: Bool) throws(ContentError) {
        self.chat = chat
        var document = try letter.titled()
        if !isBare { keyboard = Self.takeKeyboard(from: &document) }
        text = TelegramText.write(document, isBare: isBare)
        if !isBare { parseMode = "HTML" }
        guard text.contains(where: { !$0.isWhitespace }) else { throw ContentError(.refusedContent, "the letter is empty") }
    }

    /// Buttons of what people can do; links that no button takes stay in the text.
    private static func takeKeyboard(from document: inout Document) -> Keyboard? {
        var buttons: [Keyboard.Button] = []
        document.blocks = document.blocks.compactMap { block in
            guard case .actions(let links) = block else { return block }
            let isButton = { (link: Document.Link) in link.target.hasPrefix("http") && link.target.utf8.count <= 2000 && !link.label.plainText.isEmpty
            }
            buttons += links.filter(isButton).map { .init(text: String(LineMarks.oneLine($0.label.plainText).prefix(64)), url: $0.target) }
            let others = links.filter { !isButton($0) }
            return others.isEmpty ? nil : .actions(others)
        }
        guard !buttons.isEmpty else { return nil }
        // Two stand well beside each other on a phone; 100 are the most that a message can have.
        let shown = buttons.prefix(100)
        return Keyboard(rows: stride(from: 0, to: shown.count, by: 2).map { Array(shown[$0..<min($0 + 2, shown.count)]) })
    }
}
