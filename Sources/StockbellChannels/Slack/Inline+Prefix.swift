import StockbellCore

extension Document.Inline {
    /// Itself, but a link whose target alone would fill a section is its words.
    var withoutHugeLinks: Document.Inline {
        switch self {
        case .link(let link) where link.target.utf8.count > 2000: .text(link.label.plainText)
        case .emphasis(let inner): .emphasis(inner.map(\.withoutHugeLinks))
        case .strong(let inner): .strong(inner.map(\.withoutHugeLinks))
        default: self
        }
    }
}

extension [Document.Inline] {
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
