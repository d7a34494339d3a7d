import StockbellCore

/// Takes the beginning of a letter, in whole characters, with "…" where it ends.
///
/// Actions stay, wherever they stand: a message that was cut must still lead to the page that says all.
struct Beginning {
    private var left: Int
    private var isEnded = false

    /// The document, or the longest beginning of it for which `fits` holds, found by halving; actions go only if nothing else helps.
    ///
    /// - Parameter most: more characters never fit, so no more are looked at.
    static func of(_ document: Document, most: Int, fits: (Document) -> Bool) -> Document {
        let document = Document(document.blocks.map(\.withoutHugeTargets))
        var whole = Beginning(left: most)
        _ = whole.blocks(document.blocks)
        if !whole.isEnded, fits(document) { return document }
        guard fits(of(document, characters: 0)) else {
            let bare = document.blocks.filter { !$0.isActions }
            return bare.count < document.blocks.count ? of(Document(bare), most: most, fits: fits) : Document()
        }
        var good = 0
        var bad = whole.isEnded ? most + 1 : most - whole.left + 1
        while bad - good > 1 {
            let middle = (good + bad) / 2
            if fits(of(document, characters: middle)) { good = middle } else { bad = middle }
        }
        return of(document, characters: good)
    }

    private static func of(_ document: Document, characters count: Int) -> Document {
        var beginning = Beginning(left: count)
        return Document(beginning.blocks(document.blocks))
    }

    private init(left: Int) {
        self.left = left
    }

    private mutating func blocks(_ blocks: [Document.Block]) -> [Document.Block] {
        blocks.compactMap { block in
            if block.isActions { return block }
            return isEnded ? nil : self.block(block)
        }
    }

    private mutating func block(_ block: Document.Block) -> Document.Block {
        switch block {
        case .heading(let level, let inlines): .heading(level: level, self.inlines(inlines))
        case .paragraph(let inlines): .paragraph(self.inlines(inlines))
        case .quote(let inner): .quote(blocks(inner))
        case .list(let items, let isOrdered): .list(items: items.compactMap { isEnded ? nil : blocks($0) }, isOrdered: isOrdered)
        case .code(let code): .code(words(code))
        case .table(let header, let rows):
            .table(header: header.map { inlines($0) }, rows: rows.compactMap { isEnded ? nil : row($0) })
        case .actions, .rule: block
        }
    }

    private mutating func row(_ cells: [[Document.Inline]]) -> [[Document.Inline]] { cells.map { isEnded ? [] : inlines($0) } }

    private mutating func inlines(_ inlines: [Document.Inline]) -> [Document.Inline] {
        inlines.compactMap { inline in
            if isEnded { return nil }
            switch inline {
            case .text(let text): return .text(words(text))
            case .code(let text): return .code(words(text))
            case .emphasis(let inner): return .emphasis(self.inlines(inner))
            case .strong(let inner): return .strong(self.inlines(inner))
            case .link(let link): return .link(.init(label: self.inlines(link.label), target: link.target))
            case .lineBreak: return words(" ") == " " ? .lineBreak : .text("…")
            }
        }
    }

    private mutating func words(_ text: String) -> String {
        let beginning = text.prefix(left)
        left -= beginning.count
        guard beginning.endIndex < text.endIndex else { return text }
        isEnded = true
        return beginning + "…"
    }
}

extension Document.Block {
    fileprivate var isActions: Bool { if case .actions = self { true } else { false } }

    /// Itself, but a link whose target alone is as long as a message is its words.
    fileprivate var withoutHugeTargets: Document.Block {
        switch self {
        case .heading(let level, let inlines): .heading(level: level, inlines.map(\.withoutHugeTarget))
        case .paragraph(let inlines): .paragraph(inlines.map(\.withoutHugeTarget))
        case .actions(let links): .actions(links.filter { !$0.isHuge })
        case .quote(let blocks): .quote(blocks.map(\.withoutHugeTargets))
        case .list(let items, let isOrdered): .list(items: items.map { $0.map(\.withoutHugeTargets) }, isOrdered: isOrdered)
        case .table(let header, let rows):
            .table(header: header.map { $0.map(\.withoutHugeTarget) }, rows: rows.map { $0.map { $0.map(\.withoutHugeTarget) } })
        case .code, .rule: self
        }
    }
}

extension Document.Inline {
    fileprivate var withoutHugeTarget: Document.Inline {
        switch self {
        case .link(let link) where link.isHuge: .text(link.label.plainText)
        case .emphasis(let inner): .emphasis(inner.map(\.withoutHugeTarget))
        case .strong(let inner): .strong(inner.map(\.withoutHugeTarget))
        default: self
        }
    }
}

extension Document.Link {
    fileprivate var isHuge: Bool { target.utf8.count > 2000 }
}
