import StockbellCore

/// Writes inlines in the HTML that cards of Google Chat read (developers.google.com/workspace/chat/format-messages, "Format text in cards").
enum GoogleChatText {
    /// The line, at most so many bytes of JSON.
    static func line(_ line: DocumentLine, limit: Int) -> String {
        guard case .code(let code) = line.content else {
            return (line.inlines ?? []).fitting(limit, in: .bytesInJSON) { inlines in
                let text = html(inlines)
                return text.isEmpty ? "" : escape(line.prefix) + text
            }
        }
        return code.isEmpty ? "" : [.text(code)].fitting(limit, in: .bytesInJSON) { escape($0.plainText, lineBreak: "<br>") }
    }

    static func html(_ inlines: [Document.Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .code(let text): escape(text)
            case .emphasis(let inner): tagged("i", inner)
            case .strong(let inner): tagged("b", inner)
            case .link(let link): anchor(link)
            case .lineBreak: "<br>"
            }
        }.joined()
    }

    private static func tagged(_ tag: String, _ inner: [Document.Inline]) -> String {
        let text = html(inner)
        return text.isEmpty ? "" : "<\(tag)>\(text)</\(tag)>"
    }

    private static func anchor(_ link: Document.Link) -> String {
        let label = html(link.label)
        guard let target = LinkTarget.allowed(link.target) else { return label }
        let url = escape(LinkTarget.encode(target, Set("<>\"'".utf8)))
        return "<a href=\"\(url)\">\(label.isEmpty ? url : label)</a>"
    }

    /// `&`, `<` and `>`; what is a control is a blank.
    private static func escape(_ text: String, lineBreak: String = " ") -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\n": safe += lineBreak
            case _ where scalar.value < 32 || scalar.value == 127: safe += " "
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
