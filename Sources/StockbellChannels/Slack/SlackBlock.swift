import StockbellCore

/// A block of Block Kit (docs.slack.dev/reference/block-kit/blocks).
enum SlackBlock: Hashable, Encodable {
    /// Text in mrkdwn.
    case section(String)
    case actions([Button])

    struct Button: Hashable {
        var label: String
        var url: String
    }

    /// Links as a row of buttons; nil where one of them can be none.
    ///
    /// Limits: 25 in a row, 75 characters of text, 3000 of a URL.
    static func buttons(_ links: [Document.Link]) -> SlackBlock? {
        let buttons = links.compactMap { link -> Button? in
            let label = link.label.plainText.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
            let words: [Document.Inline] = [.text(String(String.UnicodeScalarView(label)))]
            let url = LinkTarget.encode(link.target, Set("<>\"".utf8))
            guard !words.plainText.allSatisfy(\.isWhitespace), url.hasPrefix("http"), url.utf8.count <= 3000 else { return nil }
            return Button(label: words.fitting(75, write: \.plainText), url: url)
        }
        return buttons.count == links.count && (1...25).contains(links.count) ? .actions(buttons) : nil
    }

    private struct Text: Encodable {
        var type: String
        var text: String
        /// Else Slack would look for URLs, channels and people in what is just a name.
        var verbatim: Bool?
        /// Else `:tada:` would be a picture.
        var emoji: Bool?
    }

    private struct Element: Encodable {
        let type = "button"
        var text: Text
        var url: String
        var actionID: String

        private enum CodingKeys: String, CodingKey {
            case type, text, url
            case actionID = "action_id"
        }
    }

    private enum CodingKeys: String, CodingKey { case type, text, elements }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .section(let text):
            try container.encode("section", forKey: .type)
            try container.encode(Text(type: "mrkdwn", text: text, verbatim: true), forKey: .text)
        case .actions(let buttons):
            try container.encode("actions", forKey: .type)
            let elements = buttons.enumerated().map { index, button in
                Element(text: Text(type: "plain_text", text: button.label, emoji: false), url: button.url, actionID: "open-\(index)")
            }
            try container.encode(elements, forKey: .elements)
        }
    }
}
