/// The form of the body, as the discovery document of `chat.googleapis.com` describes it.
extension GoogleChatMessage {
    private struct Card: Encodable {
        struct Content: Encodable { var sections: [Section] }
        struct Section: Encodable { var widgets: [Widget] }
        let cardId = "letter"
        var card: Content

        private enum CodingKeys: String, CodingKey { case cardId, card }
    }

    private enum CodingKeys: String, CodingKey { case fallbackText, cardsV2, thread }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(fallbackText, forKey: .fallbackText)
        try container.encode([Card(card: .init(sections: [.init(widgets: widgets)]))], forKey: .cardsV2)
        if let threadKey { try container.encode(["threadKey": threadKey], forKey: .thread) }
    }
}

extension GoogleChatMessage.Widget: Encodable {
    private enum CodingKeys: String, CodingKey { case textParagraph, buttonList }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text): try container.encode(["text": text], forKey: .textParagraph)
        case .buttons(let buttons): try container.encode(["buttons": buttons], forKey: .buttonList)
        }
    }
}

extension GoogleChatMessage.Button: Encodable {
    private enum CodingKeys: String, CodingKey { case text, onClick }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(label, forKey: .text)
        try container.encode(["openLink": ["url": url]], forKey: .onClick)
    }
}
