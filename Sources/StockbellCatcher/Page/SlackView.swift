import FoundationEssentials
import StockbellCore

/// A chat message as HTML, block by block; links stand in for buttons, words for pictures.
enum SlackView {
    /// The message in a payload; a payload that cannot be read is shown as it is.
    static func html(_ payload: String) -> String {
        guard let message = try? JSONDecoder().decode(SlackMessage.self, from: Data(payload.utf8)) else {
            return "<pre>\(HTMLText.escape(payload))</pre>"
        }
        let blocks = message.blocks ?? []
        let text = blocks.isEmpty ? message.text.map { "<div>\(SlackMarkup.html($0))</div>" } ?? "" : ""
        return text + blocks.map(html).joined() + (message.attachments ?? []).map(html).joined()
    }

    private static func html(_ block: SlackMessage.Block) -> String {
        let text = block.text.map(html) ?? ""
        let accessory = block.accessory.map { $0.url == nil ? html($0) : button($0) } ?? ""
        switch block.type {
        case "header": return "<h3>\(text)</h3>"
        case "divider": return "<hr>"
        case "image": return "<div class=\"context\">[\(HTMLText.link(block.altText ?? "picture", to: block.imageURL ?? ""))]</div>"
        case "context": return "<div class=\"context\">\((block.elements ?? []).map(html).joined(separator: " "))</div>"
        case "actions": return "<div class=\"buttons\">\((block.elements ?? []).map(button).joined())</div>"
        default:
            let fields = (block.fields ?? []).map { "<div>\(html($0))</div>" }.joined()
            return "<div>\(text)\(fields.isEmpty ? "" : "<div class=\"fields\">\(fields)</div>")\(accessory)</div>"
        }
    }

    private static func html(_ attachment: SlackMessage.Attachment) -> String {
        // A colour is the only value that goes into a style, so only its digits do.
        let digits = attachment.color.map { $0.drop { $0 == "#" } } ?? ""
        let isColor = digits.count == 6 && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
        let title = attachment.title.map { title in
            "<b>\(attachment.titleLink.map { HTMLText.link(title, to: $0) } ?? HTMLText.escape(title))</b><br>"
        }
        var inner = (attachment.pretext.map { "<div>\(SlackMarkup.html($0))</div>" } ?? "") + (title ?? "")
        inner += attachment.text.map(SlackMarkup.html) ?? ""
        inner += (attachment.blocks ?? []).map(html).joined()
        if inner.isEmpty { inner = HTMLText.escape(attachment.fallback ?? "") }
        return "<div class=\"attached\"\(isColor ? " style=\"border-color:#\(digits)\"" : "")>\(inner)</div>"
    }

    private static func html(_ piece: SlackMessage.Piece) -> String {
        piece.isMarkup ? SlackMarkup.html(piece.text) : HTMLText.escape(piece.text)
    }

    private static func button(_ piece: SlackMessage.Piece) -> String {
        piece.url.map { HTMLText.link(piece.text, to: $0) } ?? "<span>\(HTMLText.escape(piece.text))</span>"
    }
}
