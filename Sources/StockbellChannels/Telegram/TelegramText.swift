import StockbellCore

/// Writes a letter in the HTML that Telegram's Bot API understands (core.telegram.org/bots/api#html-style).
enum TelegramText {
    /// Characters in a message, as UTF-16 counts them, without its tags.
    static let longest = 4096

    static let html = LineMarks(
        words: { HTMLText.escape(named($0)) }, prefix: { HTMLText.escape($0) }, strong: { "<b>\($0)</b>" }, emphasis: { "<i>\($0)</i>" },
        code: { "<code>\($0)</code>" },
        block: { "<pre>\($0)</pre>" },
        link: { label, target in
            guard target.hasPrefix("http") else { return LineMarks.plain.link(label, HTMLText.escape(target)) }
            return "<a href=\"\(HTMLText.escape(target))\">\(label.isEmpty ? HTMLText.escape(target) : label)</a>"
        })

    /// Without any format: what is sent where the other was not understood.
    static let bare: LineMarks = {
        var marks = LineMarks.plain
        marks.words = { named($0) }
        return marks
    }()

    /// What stands on the screen in the end, to be counted.
    private static let shown: LineMarks = {
        var marks = bare
        marks.link = { label, target in
            if !target.hasPrefix("http") { return LineMarks.plain.link(label, target) }
            return label.isEmpty ? target : label
        }
        return marks
    }()

    /// The whole letter, or as much as Telegram takes.
    static func write(_ document: Document, isBare: Bool) -> String {
        let counted = LineText(marks: isBare ? bare : shown)
        let fitting = Beginning.of(document, most: longest) { counted.write($0).utf16.count <= longest }
        return LineText(marks: isBare ? bare : html).write(fitting)
    }

    /// A name that Telegram would take for a person's, a command or a URL stays a name: an invisible space stands behind its first character.
    private static func named(_ words: String) -> String { BareURL.broken(uncalled(words)) }

    private static func uncalled(_ words: String) -> String {
        let words = LineMarks.oneLine(words)
        guard words.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") }) else { return words }
        var safe = String.UnicodeScalarView()
        for scalar in words.unicodeScalars {
            let before = safe.last
            if let before, before == "@" || before == "/", isWord(scalar), !isWord(safe.dropLast().last) { safe.append("\u{200B}") }
            safe.append(scalar)
        }
        return String(safe)
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "/" || scalar == ":"
    }
}
