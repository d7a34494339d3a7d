import StockbellCore

/// An element of an Adaptive Card (adaptivecards.io/schemas/1.4.0/adaptive-card.json), of those that take text without Markdown, or facts.
enum TeamsElement: Hashable {
    case text(runs: [Run], isParagraph: Bool)
    /// Names and values; Teams reads Markdown in these, so only what has nothing of it comes here.
    case facts([Fact])
    case actions([Action])

    struct Run: Hashable, Encodable {
        let type = "TextRun"
        var text: String
        var weight: String?
        var italic: Bool?
        var fontType: String?
        var selectAction: Action?

        private enum CodingKeys: String, CodingKey { case type, text, weight, italic, fontType, selectAction }
    }

    struct Fact: Hashable, Encodable {
        var title: String
        var value: String
    }

    struct Action: Hashable, Encodable {
        let type = "Action.OpenUrl"
        var title: String?
        var url: String

        private enum CodingKeys: String, CodingKey { case type, title, url }
    }
}

extension TeamsElement: Encodable {
    private enum CodingKeys: String, CodingKey { case type, inlines, spacing, facts, actions }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let runs, let isParagraph):
            try container.encode("RichTextBlock", forKey: .type)
            try container.encode(runs, forKey: .inlines)
            if !isParagraph { try container.encode("None", forKey: .spacing) }
        case .facts(let facts):
            try container.encode("FactSet", forKey: .type)
            try container.encode(facts, forKey: .facts)
        case .actions(let actions):
            try container.encode("ActionSet", forKey: .type)
            try container.encode(actions, forKey: .actions)
        }
    }
}
