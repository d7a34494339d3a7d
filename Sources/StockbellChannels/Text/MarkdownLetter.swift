import StockbellCore

/// Writes a letter as one text of Markdown that is never longer than a service takes.
struct MarkdownLetter {
    let dialect: MarkdownDialect
    /// At least 200.
    let limit: Int
    var unit = LengthUnit.utf16

    /// A piece of the text, with what stands between it and the one before.
    private struct Piece {
        var gap: String
        var text: String
    }

    /// The whole letter; where it is too long, its first lines, "…", and the links at its end.
    ///
    /// - Throws: `ContentError` when it says nothing at all, which services refuse.
    func write(_ letter: Message) throws(ContentError) -> String {
        let lines = [DocumentLine](letter, step: "\u{2003}")
        let packing = Packing<Piece>(lines, limit: limit, ellipsis: unit.length(of: "\n…"), weight: { unit.length(of: $0.gap + $0.text) }) {
            line, limit in
            let gap = line.isParagraph ? "\n\n" : "\n"
            let words = text(of: line, limit - gap.utf8.count)
            return words.isEmpty ? nil : Piece(gap: gap, text: words)
        }
        guard let first = packing.pieces.first else { return try title(letter) }
        let start = first.text + packing.pieces.dropFirst().map { $0.gap + $0.text }.joined()
        return start + (packing.isCut ? "\n…" : "") + (packing.end.map { $0.gap + $0.text } ?? "")
    }

    /// The subject in one line.
    ///
    /// - Throws: `ContentError` when there is none, and no text either.
    func title(_ letter: Message) throws(ContentError) -> String {
        let words: [Document.Inline] = [.text(letter.subject.isEmpty ? letter.plain : letter.subject)]
        let title = words.fitting(limit, in: unit) { MarkdownText.write($0, dialect) }
        guard !title.allSatisfy(\.isWhitespace) else { throw ContentError(.refusedContent, "the letter is empty") }
        return title
    }

    private func text(of line: DocumentLine, _ limit: Int) -> String {
        guard case .code(let code) = line.content else {
            return (line.inlines ?? []).fitting(limit, in: unit) { MarkdownText.write($0, prefix: line.prefix, dialect) }
        }
        return code.isEmpty ? "" : [.text(code)].fitting(limit, in: unit) { MarkdownText.fenced($0.plainText) }
    }
}
