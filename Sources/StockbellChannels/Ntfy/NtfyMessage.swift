import StockbellCore

/// What is published to a topic of ntfy (docs.ntfy.sh/publish/#publish-as-json).
struct NtfyMessage: Encodable {
    struct Action: Encodable {
        let action = "view"
        var label: String
        var url: String
    }

    /// Bytes of a text; a longer one would arrive as a file.
    private static let longest = 4096
    /// Bytes of the texts of a whole body: the server reads twice `longest`, with all that stands around them.
    private static let longestBody = 7600
    /// Bytes of a title, which a phone shows in one line anyway.
    private static let longestTitle = 250

    var topic: String
    var title: String?
    var message: String
    /// 4 of 5: it rings, but not through a phone that is silent; nil: as usual.
    var priority: Int?
    /// Where a touch leads.
    var click: String?
    var actions: [Action]?

    init(_ letter: Message, topic: String) throws(ContentError) {
        self.topic = topic
        var document = letter.body
        if document.blocks.isEmpty, !letter.plain.isEmpty { document = Document([.paragraph([.text(letter.plain)])]) }
        let actions = Self.takeActions(from: &document)
        let text = LineText(marks: .plain)
        let title = Self.shortened(BareURL.broken(LineMarks.oneLine(letter.subject)))
        let links = (actions + actions.prefix(1)).reduce(0) { $0 + LengthUnit.bytesInJSON.length(of: $1.url + $1.label) }
        let room = Self.longestBody - links - LengthUnit.bytesInJSON.length(of: title)
        let fitting = Beginning.of(document, most: Self.longest) { beginning in
            let words = text.write(beginning)
            return words.utf8.count <= Self.longest && LengthUnit.bytesInJSON.length(of: words) <= room
        }
        let message = text.write(fitting)
        guard !title.isEmpty || !message.isEmpty else { throw ContentError(.refusedContent, "the letter is empty") }
        self.title = title.isEmpty || message.isEmpty ? nil : title
        self.message = message.isEmpty ? title : message
        priority = letter.isUrgent ? 4 : nil
        click = actions.first?.url
        self.actions = actions.isEmpty ? nil : actions
    }

    /// The first three links that are there to be followed are buttons; the others stay in the text.
    private static func takeActions(from document: inout Document) -> [Action] {
        var actions: [Action] = []
        document.blocks = document.blocks.compactMap { block in
            guard case .actions(let links) = block else { return block }
            var others: [Document.Link] = []
            for link in links {
                let label = shortened(LineMarks.oneLine(link.label.plainText))
                if actions.count < 3, link.target.hasPrefix("http"), link.target.utf8.count <= 1000, !label.isEmpty {
                    actions.append(Action(label: label, url: link.target))
                } else {
                    others.append(link)
                }
            }
            return others.isEmpty ? nil : .actions(others)
        }
        return actions
    }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > longestTitle else { return text }
        var kept = text
        while kept.utf8.count > longestTitle - 3 { kept.removeLast() }
        return kept + "…"
    }
}
