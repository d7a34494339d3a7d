import StockbellCore

/// Slack's mrkdwn as simple HTML: bold, italic, struck out, code, links, bullets, quotes; everything else is escaped.
struct SlackMarkup {
    /// Where Slack cuts a message.
    private static let lengthLimit = 40_000
    /// Bold in italic in a quote is as deep as people go.
    private static let depthLimit = 4
    private static let tags: [Character: String] = ["*": "b", "_": "i", "~": "s"]

    /// The markup as HTML.
    static func html(_ markup: String) -> String {
        let pieces = String(markup.prefix(lengthLimit)).split(separator: "```", omittingEmptySubsequences: false)
        return pieces.enumerated().map { index, piece in
            // An opening fence that nobody closes is three plain characters.
            let isCode = !index.isMultiple(of: 2) && index < pieces.count - 1
            if isCode { return "<pre>\(HTMLText.escape(SlackMessage.unescaped(trimmed(piece))))</pre>" }
            return (index.isMultiple(of: 2) ? "" : "```") + lines(piece)
        }.joined()
    }

    private static func lines(_ text: Substring) -> String {
        var html = ""
        var needsBreak = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let item = ["• ", "- ", "◦ "].first(where: line.hasPrefix).map({ line.dropFirst($0.count) }) {
                html += "<div class=\"item\">\(inline(Array(item), depth: 0))</div>"
                needsBreak = false
            } else if line.hasPrefix("&gt;") {
                html += "<blockquote>\(inline(Array(line.dropFirst(4).drop { $0 == " " }), depth: 0))</blockquote>"
                needsBreak = false
            } else {
                html += (needsBreak ? "<br>" : "") + inline(Array(line), depth: 0)
                needsBreak = true
            }
        }
        return html
    }

    private static func inline(_ text: [Character], depth: Int) -> String {
        var html = ""
        var plain = ""
        var hopeless: Set<Character> = []
        var index = 0
        func flush() {
            html += HTMLText.escape(SlackMessage.unescaped(plain))
            plain = ""
        }
        while index < text.count {
            let character = text[index]
            if !hopeless.contains(character), let end = span(text, from: index, depth: depth) {
                flush()
                let inner = Array(text[(index + 1)..<end])
                switch character {
                case "<": html += reference(String(inner))
                case "`": html += "<code>\(HTMLText.escape(SlackMessage.unescaped(String(inner))))</code>"
                default: html += tags[character].map { "<\($0)>\(inline(inner, depth: depth + 1))</\($0)>" } ?? ""
                }
                index = end + 1
            } else {
                // What has no end from here has none from further on: without this, hostile text would take quadratic time.
                if isOpener(text, index) { hopeless.insert(character) }
                plain.append(character)
                index += 1
            }
        }
        flush()
        return html
    }

    /// Whether something could begin here: a sign at the beginning of a word, a bracket or a backtick anywhere.
    private static func isOpener(_ text: [Character], _ index: Int) -> Bool {
        switch text[index] {
        case "<", "`": return true
        case "*", "_", "~":
            let startsWord = index == 0 || !(text[index - 1].isLetter || text[index - 1].isNumber)
            return startsWord && index + 1 < text.count && !text[index + 1].isWhitespace
        default: return false
        }
    }

    /// Where the span that begins here ends; nil if none does.
    private static func span(_ text: [Character], from start: Int, depth: Int) -> Int? {
        guard isOpener(text, start), depth < depthLimit else { return nil }
        let closer: Character = text[start] == "<" ? ">" : text[start]
        var end = start + 1
        while end < text.count {
            if text[end] == closer, end > start + 1 {
                guard tags[closer] != nil else { return end }
                let endsWord = end + 1 == text.count || !(text[end + 1].isLetter || text[end + 1].isNumber)
                if endsWord, !text[end - 1].isWhitespace { return end }
            }
            end += 1
        }
        return nil
    }

    /// What stands between angle brackets: a link, a mention, a date with its fallback.
    private static func reference(_ inner: String) -> String {
        let pieces = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { SlackMessage.unescaped(String($0)) }
        let target = pieces[0]
        let label = pieces.count > 1 ? pieces[1] : ""
        switch target.first {
        case "!" where target.hasPrefix("!date^"): return HTMLText.escape(label)
        case "@", "#", "!":
            let name = label.isEmpty ? String(target.dropFirst()) : label
            return "<span class=\"mention\">\(HTMLText.escape((target.first == "#" ? "#" : "@") + name))</span>"
        default: return HTMLText.link(label, to: target)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isNewline).reversed().drop(while: \.isNewline).reversed())
    }
}
