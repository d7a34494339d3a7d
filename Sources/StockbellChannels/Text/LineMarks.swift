/// How a service's text shows formats.
struct LineMarks: Sendable {
    /// Words that are nothing but words there.
    var words: @Sendable (String) -> String
    /// What stands before a line: a bullet, a number, the mark of a quote.
    var prefix: @Sendable (String) -> String = { $0 }
    /// What stands before and behind; each is given words that are marked already.
    var strong: @Sendable (String) -> String
    var emphasis: @Sendable (String) -> String
    var code: @Sendable (String) -> String
    var block: @Sendable (String) -> String
    var link: @Sendable (_ label: String, _ target: String) -> String

    /// No formats: links are their words, and the URL behind them.
    ///
    /// Apps make a link of every URL that they find, so one that is no link of ours is broken.
    static let plain = LineMarks(
        words: { BareURL.broken(oneLine($0)) }, strong: { $0 }, emphasis: { $0 }, code: { $0 }, block: { $0 },
        link: { label, target in
            let bare = target.hasPrefix("mailto:") ? String(target.dropFirst(7)) : target
            let isSaid = label.isEmpty || [bare, target].contains { label == $0 || label == BareURL.broken($0) }
            return isSaid ? bare : "\(label): \(bare)"
        })

    /// The words without control characters, which could begin a new line or do worse.
    static let oneLine: @Sendable (String) -> String = { words in
        guard words.unicodeScalars.contains(where: isControl) else { return words }
        return String(String.UnicodeScalarView(words.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
