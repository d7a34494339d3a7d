/// What Slack's incoming webhooks take, as far as a reader sees it: text, blocks and attachments.
struct SlackMessage: Decodable {
    /// The message where there are no blocks, else only the line of the notification.
    var text: String?
    /// Who or what is written to, where the payload says so.
    var channel: String?
    var blocks: [Block]?
    var attachments: [Attachment]?

    /// A block of Block Kit; kinds and keys that the page does not show are passed over.
    struct Block: Decodable {
        var type: String
        var text: Piece?
        var fields: [Piece]?
        var elements: [Piece]?
        var accessory: Piece?
        /// The picture of an image block.
        var imageURL: String?
        var altText: String?

        private enum CodingKeys: String, CodingKey {
            case type, text, fields, elements, accessory
            case imageURL = "image_url"
            case altText = "alt_text"
        }
    }

    /// The older way to add to a message; shown as a block with a coloured edge.
    struct Attachment: Decodable {
        var color: String?
        var pretext: String?
        var title: String?
        var titleLink: String?
        var text: String?
        var fallback: String?
        var blocks: [Block]?

        private enum CodingKeys: String, CodingKey {
            case color, pretext, title, text, fallback, blocks
            case titleLink = "title_link"
        }
    }

    /// A text object, or an element that has one: in a button the text is itself an object.
    struct Piece: Decodable {
        var type: String
        var text: String
        var url: String?

        private enum CodingKeys: String, CodingKey {
            case type, text, url
            case altText = "alt_text"
        }

        private struct Inner: Decodable {
            var text: String
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            type = try values.decode(String.self, forKey: .type)
            url = try values.decodeIfPresent(String.self, forKey: .url)
            if let inner = try? values.decode(Inner.self, forKey: .text) {
                text = inner.text
            } else {
                text = try values.decodeIfPresent(String.self, forKey: .text) ?? values.decodeIfPresent(String.self, forKey: .altText) ?? ""
            }
        }

        /// Whether the text is Slack's markup; else it is plain, and nothing in it is escaped.
        var isMarkup: Bool { type == "mrkdwn" }
    }

    /// Whether Slack would take it: it needs a text, blocks or attachments.
    var saysSomething: Bool {
        text?.isEmpty == false || blocks?.isEmpty == false || attachments?.isEmpty == false
    }

    /// Everything a reader sees, in Slack's markup, a line a piece: the blocks and attachments where there are any, else the text.
    var visibleText: String {
        let shown = (blocks ?? []).flatMap(\.lines) + (attachments ?? []).flatMap(\.lines)
        guard blocks?.isEmpty != false, let text, !text.isEmpty else { return shown.joined(separator: "\n") }
        return ([text] + shown).joined(separator: "\n")
    }

    /// The links behind buttons and in the markup, in order.
    var links: [(text: String, url: String)] {
        let pieces = (blocks ?? []).flatMap(\.pieces) + (attachments ?? []).flatMap { ($0.blocks ?? []).flatMap(\.pieces) }
        let titles = (attachments ?? []).compactMap { attachment in attachment.titleLink.map { (text: attachment.title ?? "", url: $0) } }
        let buttons = pieces.compactMap { piece in piece.url.map { (text: piece.text, url: $0) } }
        let marked = visibleText.matches(of: /<(?<url>https?:[^|>\s]+)(?:\|(?<label>[^>]*))?>/).map { match in
            (text: Self.unescaped(match.output.label.map(String.init) ?? ""), url: Self.unescaped(String(match.output.url)))
        }
        return marked + titles + buttons
    }

    /// Slack's three escapes undone.
    static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}

extension SlackMessage.Block {
    /// Every text in it, in reading order.
    fileprivate var pieces: [SlackMessage.Piece] {
        [text].compactMap(\.self) + (fields ?? []) + (elements ?? []) + [accessory].compactMap(\.self)
    }

    fileprivate var lines: [String] {
        (pieces.map(\.text) + [altText].compactMap(\.self)).filter { !$0.isEmpty }
    }
}

extension SlackMessage.Attachment {
    fileprivate var lines: [String] {
        let own = [pretext, title, text].compactMap(\.self) + (blocks ?? []).flatMap(\.lines)
        return own.isEmpty ? [fallback].compactMap(\.self) : own
    }
}
