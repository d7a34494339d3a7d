import StockbellCore

/// Writes a letter as one text of lines, in any service's marks.
struct LineText {
    let marks: LineMarks

    /// The document, without a subject before it.
    func write(_ document: Document) -> String {
        var text = ""
        for line in [DocumentLine](Message(subject: "", body: document), step: "   ") {
            let words = self.text(of: line)
            guard !words.isEmpty else { continue }
            text += (text.isEmpty ? "" : line.isParagraph ? "\n\n" : "\n") + marks.prefix(line.prefix) + words
        }
        return text
    }

    private func text(of line: DocumentLine) -> String {
        switch line.content {
        case .words(let inlines): return text(of: inlines)
        case .actions(let links): return links.map { text(of: $0) }.filter { !$0.isEmpty }.joined(separator: "\n")
        case .fact(let name, let value): return [text(of: name), text(of: value)].filter { !$0.isEmpty }.joined(separator: ": ")
        case .code(let code):
            let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { marks.words(String($0)) }
            return code.isEmpty ? "" : marks.block(lines.joined(separator: "\n"))
        }
    }

    private func text(of inlines: [Document.Inline]) -> String {
        inlines.joinedTexts.map { inline in
            switch inline {
            case .text(let words): marks.words(words)
            case .code(let words): words.isEmpty ? "" : marks.code(marks.words(words))
            case .emphasis(let inner): formatted(inner, marks.emphasis)
            case .strong(let inner): formatted(inner, marks.strong)
            case .link(let link): text(of: link)
            case .lineBreak: "\n"
            }
        }.joined()
    }

    private func formatted(_ inlines: [Document.Inline], _ mark: (String) -> String) -> String {
        let text = text(of: inlines)
        let core = text.drop(while: \.isWhitespace)
        guard let last = core.lastIndex(where: { !$0.isWhitespace }) else { return text }
        // A mark beside a blank is no mark for some, so blanks go outside.
        return text[..<core.startIndex] + mark(String(core[...last])) + text[core.index(after: last)...]
    }

    private func text(of link: Document.Link) -> String { marks.link(marks.words(link.label.plainText), link.target) }
}
