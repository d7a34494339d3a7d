import StockbellCore

/// What a post says: sections of mrkdwn, and a text for notifications and screen readers.
struct SlackMessage: Hashable {
    var text: String
    var blocks: [SlackBlock]

    /// Writes a letter.
    ///
    /// - Throws: `ContentError` when it says nothing at all, which Slack refuses.
    init(_ letter: Message, hasButtons: Bool = false) throws(ContentError) {
        // Where it stands for the blocks, in a notification, Slack makes links of URLs; in the blocks it is told not to.
        let title: [Document.Inline] = [.text(BareURL.broken(letter.subject.isEmpty ? letter.plain : letter.subject))]
        text = SlackText.fitting(title)
        guard !text.isEmpty else { throw ContentError(.refusedContent, "the letter is empty") }
        let lines = [DocumentLine](letter)
        blocks = hasButtons ? Self.blocks(lines) : SlackLayout.sections(SlackLayout.units(of: lines)).map(SlackBlock.section)
        if blocks.isEmpty { blocks = [.section(text)] }
    }

    /// With buttons where all links of a line can be some.
    private static func blocks(_ lines: [DocumentLine]) -> [SlackBlock] {
        var blocks: [SlackBlock] = []
        var words: [DocumentLine] = []
        for line in lines {
            guard case .actions(let links) = line.content, let buttons = SlackBlock.buttons(links) else {
                words.append(line)
                continue
            }
            blocks += SlackLayout.sections(SlackLayout.units(of: words)).map(SlackBlock.section) + [buttons]
            words = []
        }
        blocks += SlackLayout.sections(SlackLayout.units(of: words)).map(SlackBlock.section)
        guard blocks.count > SlackLayout.mostSections else { return blocks }
        return blocks.prefix(SlackLayout.mostSections - 2) + [.section("…")] + blocks.suffix(1)
    }
}
