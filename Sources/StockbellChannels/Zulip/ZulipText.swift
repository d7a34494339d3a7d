import StockbellCore

/// Writes a letter in Zulip's Markdown (zulip.com/help/format-your-message-using-markdown).
///
/// It has no escapes. A blank as thin as a hair behind an asterisk keeps it from beginning anything, an invisible space does the same for the rest.
enum ZulipText {
    /// Characters, as Unicode counts them.
    static let longest = 10_000
    static let longestTopic = 60

    private static let hair: Unicode.Scalar = "\u{200A}"
    private static let nothing: Unicode.Scalar = "\u{200B}"

    static func write(_ document: Document) -> String {
        let text = LineText(marks: marks)
        return text.write(Beginning.of(document, most: longest) { text.write($0).unicodeScalars.count <= longest })
    }

    /// A topic of what it is about, cut to what Zulip takes.
    static func topic(_ matter: String) -> String {
        let line = LineMarks.oneLine(matter).split(separator: " ").joined(separator: " ")
        guard line.unicodeScalars.count > longestTopic else { return line }
        var kept = line
        while kept.unicodeScalars.count > longestTopic - 1 { kept.removeLast() }
        return kept + "…"
    }

    private static let marks = LineMarks(
        words: defused, strong: { "**\($0)**" }, emphasis: { "*\($0)*" }, code: { "`\($0)`" }, block: { "```\n\($0)\n```" },
        link: { label, target in
            let isPlain = label.unicodeScalars.contains { "[]".unicodeScalars.contains($0) } || !target.hasPrefix("http")
            if isPlain || label.isEmpty { return LineMarks.plain.link(label, target) }
            return "[\(label)](\(target.replacing("(", with: "%28").replacing(")", with: "%29")))"
        })

    private static let defused: @Sendable (String) -> String = { words in
        let scalars = Array(LineMarks.oneLine(words).unicodeScalars)
        var safe = String.UnicodeScalarView()
        if let first = scalars.first, ">#-+/|~:".unicodeScalars.contains(first) || beginsItem(scalars) { safe.append(nothing) }
        for (index, scalar) in scalars.enumerated() {
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            safe.append(scalar == "`" ? "\u{02CB}" : scalar)
            switch scalar {
            case "*": safe.append(hair)
            case ":" where EmojiName.isInTime(after: index > 0 ? scalars[index - 1] : nil, scalars[(index + 1)...]): break
            case "@", "#", "~", "$", "!", ":", "<": if after.map({ !$0.properties.isWhitespace }) ?? false { safe.append(nothing) }
            case "]" where after == "(": safe.append(nothing)
            default: break
            }
        }
        return String(safe)
    }

    /// `1. ` and `1) ` begin a list.
    private static func beginsItem(_ scalars: [Unicode.Scalar]) -> Bool {
        let rest = scalars.drop { ("0"..."9").contains($0) }
        return rest.count < scalars.count && (rest.first == "." || rest.first == ")")
    }
}
