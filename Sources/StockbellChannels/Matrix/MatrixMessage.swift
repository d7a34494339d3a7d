import StockbellCore

/// The content of an `m.room.message`.
struct MatrixMessage: Encodable {
    /// How it hangs together with an earlier event.
    enum Relation: Encodable {
        case thread(root: String)
        case replace(event: String)

        private enum CodingKeys: String, CodingKey {
            case type = "rel_type"
            case event = "event_id"
            case isFallingBack = "is_falling_back"
            case reply = "m.in_reply_to"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .thread(let root):
                try container.encode("m.thread", forKey: .type)
                try container.encode(root, forKey: .event)
                // Clients without threads show an answer instead.
                try container.encode(true, forKey: .isFallingBack)
                try container.encode(["event_id": root], forKey: .reply)
            case .replace(let event):
                try container.encode("m.replace", forKey: .type)
                try container.encode(event, forKey: .event)
            }
        }
    }

    struct Content: Encodable {
        let type = "m.text"
        var body: String
        let format = "org.matrix.custom.html"
        var html: String
        // Says that nobody is meant, so that no "@room" in a name calls everybody.
        let mentions: [String: String] = [:]

        private enum CodingKeys: String, CodingKey {
            case body, format
            case type = "msgtype"
            case html = "formatted_body"
            case mentions = "m.mentions"
        }
    }

    /// Bytes of its texts: an event has 65,536 with all that the server adds (spec.matrix.org, "Size limits"), for which room is left.
    private static let longest = 56_000

    var content: Content
    var relation: Relation?
    /// What clients show that know no edits.
    private let fallback: Content

    private enum CodingKeys: String, CodingKey {
        case new = "m.new_content"
        case relation = "m.relates_to"
    }

    /// Writes a letter, or as much of it as fits into an event.
    init(_ letter: Message, _ relation: Relation?) throws {
        let document = try letter.titled()
        self.relation = relation
        let title = BareURL.broken(LineMarks.oneLine(letter.subject))
        fallback = Content(body: "* \(title)", html: "* \(HTMLText.escape(title))")
        let fitting = Beginning.of(document, most: Self.longest) { document in
            let content = Self.content(of: document)
            return [content.body, content.html].reduce(0) { $0 + LengthUnit.bytesInJSON.length(of: $1) } <= Self.longest
        }
        content = Self.content(of: fitting)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if case .replace = relation {
            try fallback.encode(to: encoder)
            try container.encode(content, forKey: .new)
        } else {
            try content.encode(to: encoder)
        }
        try container.encodeIfPresent(relation, forKey: .relation)
    }

    private static func content(of document: Document) -> Content {
        Content(body: LineText(marks: .plain).write(document), html: MatrixHTML.write(document))
    }
}
