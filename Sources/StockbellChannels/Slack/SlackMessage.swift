import StockbellCore

/// The body of a post: sections of mrkdwn, and a text for notifications and screen readers.
struct SlackMessage: Encodable {
    struct Section: Encodable {
        struct Text: Encodable {
            let type = "mrkdwn"
            var text: String
            /// Else Slack would look for URLs, channels and people in what is just a name.
            let verbatim = true
        }

        let type = "section"
        var text: Text
    }

    var text: String
    var blocks: [Section]
    // A preview is a GET on the link by a machine, long before a person looks.
    let unfurlLinks = false
    let unfurlMedia = false

    private enum CodingKeys: String, CodingKey {
        case text, blocks
        case unfurlLinks = "unfurl_links"
        case unfurlMedia = "unfurl_media"
    }

    /// Writes a letter.
    ///
    /// - Throws: `ContentError` when it says nothing at all, which Slack refuses.
    init(_ letter: Message) throws(ContentError) {
        var units = SlackLayout.units(of: letter.body)
        let opening = Self.words(letter.body.blocks.first)
        if !letter.subject.isEmpty, !opening.starts(with: Self.words(letter.subject)) {
            units.insert(.init(text: SlackText.fitting([.strong([.text(letter.subject)])]), isParagraph: true), at: 0)
        }
        let title: [Document.Inline] = [.text(letter.subject.isEmpty ? letter.plain : letter.subject)]
        text = SlackText.fitting(title)
        guard !text.isEmpty else { throw ContentError(.refusedContent, "the letter is empty") }
        let sections = SlackLayout.sections(units)
        blocks = (sections.isEmpty ? [text] : sections).map { Section(text: .init(text: $0)) }
    }

    /// The words that a block begins with, to see whether it only says the subject once more.
    private static func words(_ block: Document.Block?) -> [Substring] {
        switch block {
        case .heading(_, let inlines), .paragraph(let inlines): words(inlines.plainText)
        default: []
        }
    }

    private static func words(_ text: String) -> [Substring] { text.lowercased().split(whereSeparator: \.isWhitespace) }
}
