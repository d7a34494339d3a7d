import StockbellCore

extension HTMLText {
    /// A link to another page that learns nothing of this one; plain text if the address is not for the web.
    static func link(_ text: String, to url: String) -> String {
        guard let link = CaughtLink(text: text, url: url) else { return escape(text.isEmpty ? url : text) }
        return "<a href=\"\(escape(link.url))\" target=\"_blank\" rel=\"noopener noreferrer\">\(escape(link.text))</a>"
    }
}
