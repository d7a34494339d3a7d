/// Makes text plain in a dialect of Markdown.
///
/// By scalars, because a combining mark on a character must not hide it.
struct MarkdownEscape {
    private static let nothing: Unicode.Scalar = "\u{200B}"

    private let dialect: MarkdownDialect

    init(_ dialect: MarkdownDialect) { self.dialect = dialect }

    func escape(_ words: String) -> String.UnicodeScalarView {
        let scalars = Array(words.unicodeScalars)
        var safe = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case _ where scalar.value < 32 || scalar.value == 127:
                safe.append(" ")
            case "\\":
                append(backslashBefore: next, to: &safe)
            case _ where dialect.escapable.contains(scalar):
                safe.append(contentsOf: ["\\", scalar])
                if Self.means(scalar, after: before, scalars[(index + 1)...]) { safe.append(Self.nothing) }
            default:
                safe.append(scalar)
                if Self.means(scalar, after: before, scalars[(index + 1)...]) { safe.append(Self.nothing) }
            }
        }
        return safe
    }

    /// A backslash that stays one: it escapes only punctuation, and what is escaped behind it has a backslash of its own.
    private func append(backslashBefore next: Unicode.Scalar?, to safe: inout String.UnicodeScalarView) {
        let isPunctuation = next.map { $0.isASCII && !Self.isWord($0) && $0 != " " } ?? true
        safe.append("\\")
        guard isPunctuation else { return }
        safe.append(dialect.doublesBackslash ? "\\" : Self.nothing)
    }

    /// Whether a character begins something together with what follows, that no backslash takes away.
    private static func means(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?, _ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first, !next.properties.isWhitespace else { return false }
        switch scalar {
        // People, groups, channels, tags, addresses of mail; HTML, links and Slack's own forms of all these.
        case "@", "#", "<": return true
        // A link, a spoiler, a formula.
        case "]": return next == "("
        case "|", "$": return next == scalar
        case "!": return next == "["
        case "&": return isEntity(rest)
        case ":": return BareURL.begins(scalar, rest) || EmojiName.begins(after: before, rest)
        default: return BareURL.begins(scalar, rest)
        }
    }

    /// `&lt;` would be `<`.
    private static func isEntity(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let name = rest.drop { $0 == "#" }.prefix { $0.isASCII && isWord($0) }
        return !name.isEmpty && rest.drop { $0 == "#" }.dropFirst(name.count).first == ";"
    }

    /// Whether a line that begins so would be a list, a quote, a heading, a rule or code.
    static func beginsBlock(_ words: String) -> Bool {
        guard let first = words.unicodeScalars.first else { return false }
        if "-+=#>|~* \t".unicodeScalars.contains(first) { return true }
        let number = words.unicodeScalars.prefix { ("0"..."9").contains($0) }
        guard !number.isEmpty, let mark = words.unicodeScalars.dropFirst(number.count).first else { return false }
        return mark == "." || mark == ")"
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
