import StockbellCore

/// Writes inlines in Slack's mrkdwn.
///
/// Text is escaped (`&`, `<`, `>`: all that Slack asks for, and enough to defuse `<!channel>`). For `*_~` and the backtick there is no escape;
/// where one would begin or end a format, a zero-width space keeps it from doing so. Inside a word it does nothing, and stays copyable.
struct SlackText {
    private static let nothing: Unicode.Scalar = "\u{200B}"

    private var text = String.UnicodeScalarView()
    /// Set behind a format's end: Slack does not see it if a letter follows at once.
    private var isBehindMark = false

    /// The inlines as one line of at most a section's length, with a prefix; cut behind a whole character, with "…", where they are longer.
    static func fitting(_ inlines: [Document.Inline], prefix: String = "", limit: Int = SlackLayout.sectionLength) -> String {
        inlines.fitting(limit) { write($0, prefix: prefix) }
    }

    /// Code as fenced blocks, several where one would be longer than a section.
    static func codeBlocks(_ code: String) -> [String] {
        var blocks: [String] = []
        var block = ""
        for character in code {
            let next = escapedCode(String(character))
            if block.utf16.count + next.utf16.count > SlackLayout.sectionLength - 8 {
                blocks.append(block)
                block = ""
            }
            if next.utf16.count <= SlackLayout.sectionLength - 8 { block += next }
        }
        return (blocks + [block]).filter { !$0.isEmpty }.map { "```\n\($0)\n```" }
    }

    private static func write(_ inlines: [Document.Inline], prefix: String) -> String {
        var writer = SlackText()
        writer.write(inlines, formats: [])
        return writer.text.isEmpty ? "" : prefix + String(writer.text)
    }

    private mutating func write(_ inlines: [Document.Inline], formats: Set<Unicode.Scalar>) {
        for inline in inlines.joinedTexts {
            switch inline {
            case .text(let words): append(words)
            case .code(let words) where formats.contains("`"): append(words)
            case .code(let words): format("`", formats) { $0.appendRaw(Self.escapedCode(words.replacing("\n", with: " "))) }
            case .emphasis(let inner): format("_", formats) { $0.write(inner, formats: formats.union(["_"])) }
            case .strong(let inner): format("*", formats) { $0.write(inner, formats: formats.union(["*"])) }
            case .link(let link): write(link, formats: formats)
            case .lineBreak: appendRaw("\n")
            }
        }
    }

    private mutating func write(_ link: Document.Link, formats: Set<Unicode.Scalar>) {
        guard let target = Self.target(link.target), !formats.contains("<") else { return write(link.label, formats: formats) }
        appendRaw("<\(target)")
        let label = link.label.plainText
        if !label.isEmpty {
            appendRaw("|")
            append(label)
        }
        appendRaw(">")
    }

    /// Writes with a mark on both sides; a format within itself has none of its own.
    private mutating func format(_ mark: Unicode.Scalar, _ formats: Set<Unicode.Scalar>, _ content: (inout SlackText) -> Void) {
        guard !formats.contains(mark) else { return content(&self) }
        var inner = SlackText()
        content(&inner)
        guard let first = inner.text.first else { return }
        // A mark beside a blank is no mark, so blanks go outside.
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        guard !inner.text.allSatisfy(isBlank) else { return appendRaw(inner.text) }
        let core = String.UnicodeScalarView(String.UnicodeScalarView(inner.text.drop(while: isBlank)).reversed().drop(while: isBlank).reversed())
        if isBlank(first) { appendRaw(" ") }
        if let last = text.last, Self.isWord(last) || last == mark { text.append(Self.nothing) }
        appendRaw(String.UnicodeScalarView([mark]) + core + [mark])
        isBehindMark = true
        if let last = inner.text.last, isBlank(last) { appendRaw(" ") }
    }

    private mutating func append(_ words: String) {
        let atLineStart = text.last.map { $0 == "\n" } ?? true
        if atLineStart, words.unicodeScalars.first == ">" { text.append(Self.nothing) }
        appendRaw(Self.neutralised(words))
    }

    private mutating func appendRaw(_ raw: String) { appendRaw(raw.unicodeScalars) }

    private mutating func appendRaw(_ raw: some Collection<Unicode.Scalar>) {
        guard let first = raw.first else { return }
        if isBehindMark, Self.isWord(first) || "*_`".unicodeScalars.contains(first) { text.append(Self.nothing) }
        isBehindMark = false
        text.append(contentsOf: raw)
    }
}

extension SlackText {
    /// Text that Slack shows as it is; by scalars, because a combining mark on a `<` must not hide it.
    private static func neutralised(_ words: String) -> String {
        let scalars = Array(words.unicodeScalars)
        var safe = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "&", "<", ">": safe.append(contentsOf: escape(scalar).unicodeScalars)
            case "*", "_", "~", "`":
                if before.map({ !$0.properties.isWhitespace }) ?? true, !(after.map(isWord) ?? false) { safe.append(nothing) }
                safe.append(scalar)
                if after.map({ !$0.properties.isWhitespace }) ?? true, !(before.map(isWord) ?? false) { safe.append(nothing) }
            case ":" where EmojiName.begins(after: before, scalars[(index + 1)...]): safe.append(contentsOf: [scalar, nothing])
            case "@" where isCall(scalars[index...]): safe.append(contentsOf: [scalar, nothing])
            case _ where scalar.value < 32 || scalar.value == 127: safe.append(" ")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        default: String(scalar)
        }
    }

    /// Code has no escape for its own mark: the grave accent that stands alone looks the same.
    private static func escapedCode(_ code: String) -> String {
        code.unicodeScalars.map { $0 == "`" ? "\u{02CB}" : escape($0) }.joined()
    }

    private static func isCall(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let rest = String(String.UnicodeScalarView(scalars.dropFirst().prefix(8))).lowercased()
        return ["channel", "everyone", "here"].contains { rest.hasPrefix($0) }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// A link's target as it stands between `<` and `|`; nil when it is none that may be followed.
    private static func target(_ url: String) -> String? {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        guard ["http", "https", "mailto"].contains(scheme) else { return nil }
        var safe: [UInt8] = []
        for byte in url.utf8 {
            switch byte {
            case UInt8(ascii: "&"): safe += Array("&amp;".utf8)
            case 0...0x20, 0x7F..., UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"): PercentEncoding.append(byte, to: &safe)
            default: safe.append(byte)
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }
}
