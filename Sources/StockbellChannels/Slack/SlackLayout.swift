import StockbellCore

/// Lays a letter out as Slack's sections.
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

    static func units(of lines: [DocumentLine]) -> [Unit] {
        lines.flatMap { line -> [Unit] in
            let texts =
                switch line.content {
                case .code(let code): SlackText.codeBlocks(code)
                default: [SlackText.fitting(line.inlines ?? [], prefix: line.prefix)]
                }
            return texts.enumerated().map { Unit(text: $1, isParagraph: $0 == 0 && line.isParagraph, isAction: line.isActions) }
        }
    }

    /// Sections in order.
    ///
    /// Where there are too many, the rest is left out behind "…", but never the actions at the end.
    static func sections(_ units: [Unit], most: Int = mostSections) -> [String] {
        let sections = packed(units)
        guard sections.count > most else { return sections }
        let actions = units.suffix(1).filter(\.isAction).map(\.text)
        return sections.prefix(most - 1 - actions.count) + ["…"] + actions
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
}
