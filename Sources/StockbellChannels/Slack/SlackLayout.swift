import StockbellCore

/// Lays a document out as Slack's sections: what mrkdwn has no form for becomes lines.
enum SlackLayout {
    /// A piece that must not be divided between two sections.
    struct Unit {
        var text: String
        /// Whether an empty line stands before it.
        var isParagraph: Bool
        var isAction = false
    }

    /// Block Kit's limits: blocks in a message, characters in the text of a section.
    static let mostSections = 50
    static let sectionLength = 3000

    static func units(of document: Document) -> [Unit] {
        document.blocks.flatMap { lines(of: $0, indent: "") }
    }

    /// Sections in order.
    ///
    /// Where there are too many, the rest is left out behind "…", but never the actions at the end.
    static func sections(_ units: [Unit]) -> [String] {
        let sections = packed(units)
        guard sections.count > mostSections else { return sections }
        let actions = units.suffix(1).filter(\.isAction).map(\.text)
        return sections.prefix(mostSections - 1 - actions.count) + ["…"] + actions
    }

    private static func packed(_ units: [Unit]) -> [String] {
        var sections: [String] = []
        for unit in units where !unit.text.isEmpty {
            let gap = unit.isParagraph ? "\n\n" : "\n"
            if let last = sections.last, last.utf16.count + gap.utf16.count + unit.text.utf16.count <= sectionLength {
                sections[sections.count - 1] += gap + unit.text
            } else {
                sections.append(unit.text)
            }
        }
        return sections
    }

    private static func lines(of block: Document.Block, indent: String) -> [Unit] {
        switch block {
        case .heading(_, let inlines):
            return [Unit(text: SlackText.fitting([.strong(inlines)], prefix: indent), isParagraph: true)]
        case .paragraph(let inlines):
            let lines = inlines.split(whereSeparator: { $0 == .lineBreak }).map { SlackText.fitting(Array($0), prefix: indent) }
            return units(lines)
        case .actions(let links):
            let separated = links.flatMap { [.text(" · "), Document.Inline.link($0)] }.dropFirst()
            return [Unit(text: SlackText.fitting(Array(separated), prefix: indent), isParagraph: true, isAction: true)]
        case .quote(let blocks):
            return blocks.flatMap { lines(of: $0, indent: "> " + indent) }
        case .list(let items, let isOrdered):
            let listed = items.enumerated().flatMap { index, blocks in item(blocks, mark: isOrdered ? "\(index + 1). " : "• ", indent: indent) }
            return joined(listed)
        case .code(let code):
            return units(SlackText.codeBlocks(code))
        case .table(let header, let rows):
            let isFacts = header.count == 2 && header.allSatisfy(\.plainText.isEmpty)
            return units(rows.map { SlackText.fitting(row($0, separator: isFacts ? ": " : ", "), prefix: indent + "• ") })
        case .rule:
            return []
        }
    }

    private static func item(_ blocks: [Document.Block], mark: String, indent: String) -> [Unit] {
        var units = blocks.flatMap { block -> [Unit] in
            guard case .paragraph(let inlines) = block else { return lines(of: block, indent: indent + "    ") }
            return lines(of: .paragraph(inlines), indent: indent)
        }
        if !units.isEmpty { units[0].text = indent + mark + units[0].text.dropFirst(indent.count) }
        return units
    }

    private static func row(_ cells: [[Document.Inline]], separator: String) -> [Document.Inline] {
        let told = cells.filter { !$0.plainText.isEmpty }
        return Array(told.joined(separator: [.text(separator)]))
    }

    private static func units(_ lines: [String]) -> [Unit] {
        lines.enumerated().map { Unit(text: $1, isParagraph: $0 == 0) }
    }

    private static func joined(_ units: [Unit]) -> [Unit] {
        units.enumerated().map { Unit(text: $1.text, isParagraph: $0 == 0, isAction: $1.isAction) }
    }
}
