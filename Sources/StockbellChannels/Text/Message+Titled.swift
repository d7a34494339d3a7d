import StockbellCore

extension Message {
    /// What the body says, and before it the subject in bold, unless the body begins with the same words.
    var titledBlocks: [Document.Block] {
        let title = Self.words(subject)
        guard !title.isEmpty, !Self.words(of: body.blocks.first).starts(with: title) else { return body.blocks }
        return [.paragraph([.strong([.text(subject)])])] + body.blocks
    }

    /// The letter as one document for a service that knows no subjects.
    ///
    /// - Throws: `ContentError` when it says nothing at all, which no service takes.
    func titled() throws(ContentError) -> Document {
        let blocks = titledBlocks
        if !blocks.isEmpty { return Document(blocks) }
        guard !plain.isEmpty else { throw ContentError(.refusedContent, "the letter is empty") }
        return Document([.paragraph([.text(plain)])])
    }

    private static func words(of block: Document.Block?) -> [Substring] {
        switch block {
        case .heading(_, let inlines), .paragraph(let inlines): words(inlines.plainText)
        default: []
        }
    }

    private static func words(_ text: String) -> [Substring] { text.lowercased().split(whereSeparator: \.isWhitespace) }
}
