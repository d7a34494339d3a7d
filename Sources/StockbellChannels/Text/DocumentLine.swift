import StockbellCore

/// A line of a letter as chats show it: what has no form of its own there (headings, lists, tables) is lines with a mark before them.
struct DocumentLine: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case words([Document.Inline])
        /// Several lines, as they are.
        case code(String)
        /// Links that may be buttons.
        case actions([Document.Link])
        /// A row of a table without header: what it is, and its value.
        case fact([Document.Inline], [Document.Inline])
    }

    /// What stands before it and is no part of it: "> ", "• ".
    var prefix: String
    var content: Content
    /// Whether an empty line stands before it.
    var isParagraph: Bool

    var isActions: Bool {
        guard case .actions = content else { return false }
        return true
    }

    /// What it says as one run of words; nil: it is code.
    var inlines: [Document.Inline]? {
        switch content {
        case .words(let inlines): inlines
        case .code: nil
        case .actions(let links): Array(links.flatMap { [.text(" · "), Document.Inline.link($0)] }.dropFirst())
        case .fact(let name, let value): [name, value].told(separator: ": ")
        }
    }
}

extension [DocumentLine] {
    /// The lines of a letter: its subject first, unless the letter begins with it anyway.
    ///
    /// - Parameter step: what an inner list stands behind.
    init(_ letter: Message, step: String = "    ") {
        self = letter.titledBlocks.flatMap { Self.lines(of: $0, indent: "", step: step) }
    }

    private static func lines(of block: Document.Block, indent: String, step: String) -> Self {
        switch block {
        case .heading(_, let inlines):
            return [DocumentLine(prefix: indent, content: .words([.strong(inlines)]), isParagraph: true)]
        case .paragraph(let inlines):
            return paragraph(inlines.split(whereSeparator: { $0 == .lineBreak }).map { .words(Array<Document.Inline>($0)) }, indent)
        case .actions(let links):
            return [DocumentLine(prefix: indent, content: .actions(links), isParagraph: true)]
        case .quote(let blocks):
            return blocks.flatMap { lines(of: $0, indent: "> " + indent, step: step) }
        case .list(let items, let isOrdered):
            return items.enumerated().flatMap { index, blocks in
                item(blocks, mark: isOrdered ? "\(index + 1). " : "• ", indent: indent, step: step)
            }.asOneParagraph
        case .code(let code):
            return [DocumentLine(prefix: "", content: .code(code), isParagraph: true)]
        case .table(let header, let rows):
            let isFacts = header.count == 2 && header.allSatisfy(\.plainText.isEmpty)
            let rows = rows.map { row -> DocumentLine.Content in
                isFacts && row.count == 2 ? .fact(row[0], row[1]) : .words(row.told(separator: ", "))
            }
            return paragraph(rows, indent + "• ")
        case .rule:
            return []
        }
    }

    private static func item(_ blocks: [Document.Block], mark: String, indent: String, step: String) -> Self {
        var item = blocks.flatMap { block -> Self in
            guard case .paragraph = block else { return lines(of: block, indent: indent + step, step: step) }
            return lines(of: block, indent: indent, step: step)
        }
        if !item.isEmpty { item[0].prefix = indent + mark + item[0].prefix.dropFirst(indent.count) }
        return item
    }

    private static func paragraph(_ contents: [DocumentLine.Content], _ prefix: String) -> Self {
        contents.map { DocumentLine(prefix: prefix, content: $0, isParagraph: false) }.asOneParagraph
    }

    private var asOneParagraph: Self {
        enumerated().map { DocumentLine(prefix: $1.prefix, content: $1.content, isParagraph: $0 == 0) }
    }
}

extension [[Document.Inline]] {
    /// Those that say something, with a separator between them.
    fileprivate func told(separator: String) -> [Document.Inline] {
        Array<Document.Inline>(filter { !$0.plainText.isEmpty }.joined(separator: [.text(separator)]))
    }
}
