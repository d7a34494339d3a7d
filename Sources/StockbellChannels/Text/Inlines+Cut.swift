import StockbellCore

extension [Document.Inline] {
    /// Written whole or, where that is longer than the limit, as much of it as fits, with "…" behind; always in whole characters.
    ///
    /// - Parameter write: writes inlines in a channel's markup; more of them never become shorter.
    func fitting(_ limit: Int, in unit: LengthUnit = .utf16, write: ([Document.Inline]) -> String) -> String {
        let inlines = map(\.withoutHugeLinks)
        // A markup adds to the words, so what is too long without it need not be written.
        let (most, isAll) = inlines.characters(within: limit, unit)
        if isAll {
            let whole = write(inlines)
            if unit.length(of: whole) <= limit { return whole }
        }
        var fits = 0
        var fails = most + 1
        while fails - fits > 1 {
            let middle = (fits + fails) / 2
            let cut = write(inlines.prefix(characters: middle) + [.text("…")])
            if unit.length(of: cut) <= limit { fits = middle } else { fails = middle }
        }
        return write(inlines.prefix(characters: fits) + [.text("…")])
    }

    /// How many of the first characters of the bare words are together no longer than the limit, and whether that is all of them.
    func characters(within limit: Int, _ unit: LengthUnit) -> (count: Int, isAll: Bool) {
        var left = limit
        var count = 0
        for character in plainText {
            left -= unit.length(of: String(character))
            guard left >= 0 else { return (count, false) }
            count += 1
        }
        return (count, true)
    }

    /// What stands in the first so many characters, formats and links kept.
    func prefix(characters count: Int) -> [Document.Inline] {
        var left = count
        return cut(&left)
    }

    /// With neighbouring texts made one, so that what stands beside a character is known.
    var joinedTexts: [Document.Inline] {
        reduce(into: []) { joined, inline in
            if case .text(let more) = inline, case .text(let text)? = joined.last {
                joined[joined.count - 1] = .text(text + more)
            } else {
                joined.append(inline)
            }
        }
    }

    private func cut(_ left: inout Int) -> [Document.Inline] {
        var kept: [Document.Inline] = []
        for inline in self where left > 0 {
            switch inline {
            case .text(let text):
                kept.append(.text(String(text.prefix(left))))
                left -= text.count
            case .code(let text):
                kept.append(.code(String(text.prefix(left))))
                left -= text.count
            case .emphasis(let inner): kept.append(.emphasis(inner.cut(&left)))
            case .strong(let inner): kept.append(.strong(inner.cut(&left)))
            case .link(let link): kept.append(.link(.init(label: link.label.cut(&left), target: link.target)))
            case .lineBreak:
                kept.append(.lineBreak)
                left -= 1
            }
        }
        return kept
    }
}

extension Document.Inline {
    /// Itself, but a link whose target alone would fill a message is its words.
    fileprivate var withoutHugeLinks: Document.Inline {
        switch self {
        case .link(let link) where link.target.utf8.count > 2000: .text(link.label.plainText)
        case .emphasis(let inner): .emphasis(inner.map(\.withoutHugeLinks))
        case .strong(let inner): .strong(inner.map(\.withoutHugeLinks))
        default: self
        }
    }
}
