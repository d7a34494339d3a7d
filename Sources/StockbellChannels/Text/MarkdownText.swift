import StockbellCore

/// Writes inlines in a dialect of Markdown.
///
/// What has an escape is escaped. What has none (a call of everybody, an emoji's name, the beginning of a list) is kept from being one by a
/// zero-width space, which shows nothing.
struct MarkdownText {
    private static let nothing: Unicode.Scalar = "\u{200B}"

    let dialect: MarkdownDialect
    private var text = String.UnicodeScalarView()
    /// Set behind a format's end: some parsers do not see it if a letter follows at once.
    private var isBehindMark = false

    private init(_ dialect: MarkdownDialect) { self.dialect = dialect }

    /// The inlines as one line; "" where they say nothing.
    static func write(_ inlines: [Document.Inline], prefix: String = "", _ dialect: MarkdownDialect) -> String {
        var writer = MarkdownText(dialect)
        writer.write(inlines, formats: [])
        return writer.text.isEmpty ? "" : prefix + String(writer.text)
    }

    /// Code between fences, on lines of its own.
    static func fenced(_ code: String) -> String { "```\n\(plainCode(code).replacing("```", with: "`\u{200B}`\u{200B}`"))\n```" }

    private mutating func write(_ inlines: [Document.Inline], formats: Set<String>) {
        for inline in inlines.joinedTexts {
            switch inline {
            case .text(let words): append(words)
            case .code(let words): write(code: words, formats)
            case .emphasis(let inner): format(dialect.emphasis, formats, inner)
            case .strong(let inner): format(dialect.strong, formats, inner)
            case .link(let link): write(link, formats: formats)
            case .lineBreak: appendRaw("\n".unicodeScalars)
            }
        }
    }

    /// Code has no escape for its own mark: the grave accent that stands alone looks the same.
    private mutating func write(code: String, _ formats: Set<String>) {
        let code = Self.plainCode(code).replacing("`", with: "\u{02CB}").replacing("\n", with: " ")
        guard !code.allSatisfy(\.isWhitespace), dialect.formatsEscapes || formats.isEmpty else { return append(code) }
        appendRaw("`\(code)`".unicodeScalars)
        isBehindMark = true
    }

    private static func plainCode(_ code: String) -> String {
        let scalars = code.unicodeScalars.map { $0 != "\n" && ($0.value < 32 || $0.value == 127) ? " " : $0 }
        return String(String.UnicodeScalarView(scalars)).replacing("@", with: "@\u{200B}")
    }

    private mutating func write(_ link: Document.Link, formats: Set<String>) {
        guard let target = LinkTarget.markdown(link.target), !formats.contains("[") else { return write(link.label, formats: formats) }
        let label = link.label.plainText
        guard !label.allSatisfy(\.isWhitespace) else { return appendRaw(target.unicodeScalars) }
        appendRaw("[".unicodeScalars)
        append(label)
        appendRaw((dialect.hasBracketedTargets ? "](<\(target)>)" : "](\(target))").unicodeScalars)
    }

    /// Writes with a mark on both sides; a format within itself has none of its own.
    private mutating func format(_ mark: String, _ formats: Set<String>, _ content: [Document.Inline]) {
        guard !formats.contains(mark), dialect.formatsEscapes || content.isPlain(in: dialect) else { return write(content, formats: formats) }
        var inner = MarkdownText(dialect)
        // Inside a line from here on: what would begin a list at a line's start does not behind a mark.
        inner.text.append(Self.nothing)
        inner.write(content, formats: formats.union([mark]))
        let written = inner.text.dropFirst()
        // A mark beside a blank is no mark, so blanks go outside.
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        let lead = written.prefix(while: isBlank)
        guard lead.count < written.count, let first = written.dropFirst(lead.count).first else { return appendRaw(written) }
        let core = written.dropFirst(lead.count).reversed().drop(while: isBlank).reversed()
        if !lead.isEmpty { appendRaw(" ".unicodeScalars) }
        if let last = text.last, Self.isWord(last) || mark.unicodeScalars.contains(last) { text.append(Self.nothing) }
        appendRaw(mark.unicodeScalars)
        // Beside punctuation a mark is one only where no word follows outside, so nothing that counts as a word stands between.
        if !Self.isWord(first) { text.append(Self.nothing) }
        text.append(contentsOf: core)
        if let last = core.last, !Self.isWord(last) { text.append(Self.nothing) }
        text.append(contentsOf: mark.unicodeScalars)
        isBehindMark = true
        if let last = written.last, isBlank(last) { appendRaw(" ".unicodeScalars) }
    }

    private mutating func append(_ words: String) {
        let isAtLineStart = text.last.map { $0 == "\n" } ?? true
        if isAtLineStart, MarkdownEscape.beginsBlock(words) { text.append(Self.nothing) }
        appendRaw(MarkdownEscape(dialect).escape(words))
    }

    private mutating func appendRaw(_ raw: some Collection<Unicode.Scalar>) {
        guard let first = raw.first else { return }
        if isBehindMark, Self.isWord(first) || "*_`~".unicodeScalars.contains(first) { text.append(Self.nothing) }
        isBehindMark = false
        text.append(contentsOf: raw)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

extension [Document.Inline] {
    /// Whether nothing in it needs an escape.
    fileprivate func isPlain(in dialect: MarkdownDialect) -> Bool {
        !plainText.unicodeScalars.contains { dialect.escapable.contains($0) || $0 == "\\" || $0 == "[" }
    }
}
