import StockbellCore

/// Writes a document as HTML for mail programs: styles inline, colours that stand on light and on dark.
struct HTMLWriter {
    private var html = ""

    /// The blocks one after the other, without a page around them.
    static func write(_ document: Document) -> String {
        var writer = HTMLWriter()
        writer.write(document.blocks)
        return writer.html
    }

    // MARK: Blocks

    private mutating func write(_ blocks: [Document.Block]) { for block in blocks { write(block) } }

    private mutating func write(_ block: Document.Block) {
        switch block {
        case .heading(let level, let inlines):
            let level = min(max(level, 1), 6)
            let size = [22, 19, 17, 16, 16, 16][level - 1]
            element("h\(level)", "margin:24px 0 8px;font-size:\(size)px;line-height:1.3") { $0.write(inlines) }
        case .paragraph(let inlines):
            element("p", "margin:0 0 16px") { $0.write(inlines) }
        case .actions(let links):
            // The first is the primary one.
            html += "<p style=\"margin:24px 0 16px\">"
            for (index, link) in links.enumerated() { write(button: link, isPrimary: index == 0) }
            html += "</p>\n"
        case .quote(let inner):
            element("blockquote", "margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #8a94a6") { $0.write(inner) }
        case .list(let items, let isOrdered):
            element(isOrdered ? "ol" : "ul", "margin:0 0 16px;padding:0 0 0 24px") { writer in
                for item in items { writer.write(item: item) }
            }
        case .code(let code):
            element("pre", "margin:0 0 16px;padding:8px 12px;border:1px solid #8a94a6;border-radius:4px;white-space:pre-wrap;\(Self.monospaced)") {
                $0.html += HTMLText.escape(code)
            }
        case .table(let header, let rows): write(header: header, rows: rows)
        case .rule: html += "<hr style=\"border:0;border-top:1px solid #8a94a6;margin:24px 0\">\n"
        }
    }

    private mutating func write(item: [Document.Block]) {
        element("li", "margin:0 0 4px") { writer in
            // A paragraph alone needs no margins of its own.
            if item.count == 1, case .paragraph(let inlines) = item[0] { writer.write(inlines) } else { writer.write(item) }
        }
    }

    private mutating func write(header: [[Document.Inline]], rows: [[[Document.Inline]]]) {
        let cell = "padding:6px 12px 6px 0;border-bottom:1px solid #8a94a6;text-align:left;vertical-align:top"
        element("table", "border-collapse:collapse;margin:0 0 16px") { writer in
            writer.element("tr") { row in
                for inlines in header { row.element("th", cell) { $0.write(inlines) } }
            }
            for inlines in rows {
                writer.element("tr") { row in
                    for inlines in inlines { row.element("td", cell) { $0.write(inlines) } }
                }
            }
        }
    }

    private mutating func write(button link: Document.Link, isPrimary: Bool) {
        let colours = isPrimary ? "background:#1f5fbf;color:#ffffff;border:1px solid #1f5fbf" : "border:1px solid #8a94a6;color:inherit"
        let style = "display:inline-block;margin:0 8px 8px 0;padding:8px 16px;border-radius:6px;text-decoration:none;font-weight:600;\(colours)"
        html += "<a href=\"\(HTMLText.escape(link.target))\" style=\"\(style)\">"
        write(link.label)
        html += "</a>"
    }

    // MARK: Inlines

    private mutating func write(_ inlines: [Document.Inline]) {
        for inline in inlines {
            switch inline {
            case .text(let text): html += HTMLText.escape(text)
            case .code(let code): html += "<code style=\"\(Self.monospaced)\">\(HTMLText.escape(code))</code>"
            case .emphasis(let inner): tag("em", inner)
            case .strong(let inner): tag("strong", inner)
            case .link(let link):
                html += "<a href=\"\(HTMLText.escape(link.target))\" style=\"color:inherit\">"
                write(link.label)
                html += "</a>"
            case .lineBreak: html += "<br>"
            }
        }
    }

    private static let monospaced = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:14px"

    private mutating func tag(_ name: String, _ inner: [Document.Inline]) {
        html += "<\(name)>"
        write(inner)
        html += "</\(name)>"
    }

    private mutating func element(_ name: String, _ style: String? = nil, _ content: (inout HTMLWriter) -> Void) {
        html += "<\(name)" + (style.map { " style=\"\($0)\"" } ?? "") + ">"
        content(&self)
        html += "</\(name)>\n"
    }
}
