/// Text made safe for HTML.
enum HTMLText {
    /// Escapes text for content and for quoted attributes alike; `srcdoc` too, where the browser undoes it once.
    static func escape(_ text: some StringProtocol) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // Not allowed in HTML at all; shown rather than dropped.
            case "\0": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A link to another page that learns nothing of this one; plain text if the address is not for the web.
    static func link(_ text: String, to url: String) -> String {
        guard let link = CaughtLink(text: text, url: url) else { return escape(text.isEmpty ? url : text) }
        return "<a href=\"\(escape(link.url))\" target=\"_blank\" rel=\"noopener noreferrer\">\(escape(link.text))</a>"
    }
}
