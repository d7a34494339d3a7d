import StockbellCore

/// Writes a letter in the part of HTML that Matrix clients show (spec.matrix.org, "m.room.message msgtypes").
struct MatrixHTML {
    private var html = ""

    static func write(_ document: Document) -> String {
        var writer = MatrixHTML()
        writer.write(document.blocks)
        return writer.html
    }

    private mutating func write(_ blocks: [Document.Block]) { for block in blocks { write(block) } }

    private mutating func write(_ block: Document.Block) {
        switch block {
        case .heading(let level, let inlines): element("h\(min(max(level + 2, 3), 6))") { $0.write(inlines) }
        case .paragraph(let inlines): element("p") { $0.write(inlines) }
        case .actions(let links):
            element("p") { writer in
                for (index, link) in links.enumerated() {
                    if index > 0 { writer.html += " · " }
                    writer.write(link)
                }
            }
        case .quote(let inner): element("blockquote") { $0.write(inner) }
        case .list(let items, let isOrdered):
            element(isOrdered ? "ol" : "ul") { writer in
                for item in items { writer.element("li") { $0.write(item: item) } }
            }
        case .code(let code): element("pre") { writer in writer.element("code") { $0.html += Self.escaped(code) } }
        case .table(let header, let rows): write(header: header, rows: rows)
        case .rule: html += "<hr>"
        }
    }

    private mutating func write(item: [Document.Block]) {
        if item.count == 1, case .paragraph(let inlines) = item[0] { write(inlines) } else { write(item) }
    }

    private mutating func write(header: [[Document.Inline]], rows: [[[Document.Inline]]]) {
        element("table") { writer in
            if !header.allSatisfy(\.plainText.isEmpty) {
                writer.element("thead") { head in
                    head.element("tr") { row in for cell in header { row.element("th") { $0.write(cell) } } }
                }
            }
            writer.element("tbody") { body in
                for cells in rows { body.element("tr") { row in for cell in cells { row.element("td") { $0.write(cell) } } } }
            }
        }
    }

    private mutating func write(_ inlines: [Document.Inline]) {
        for inline in inlines {
            switch inline {
            case .text(let text): html += Self.escaped(BareURL.broken(LineMarks.oneLine(text)))
            case .code(let code): element("code") { $0.html += Self.escaped(BareURL.broken(LineMarks.oneLine(code))) }
            case .emphasis(let inner): element("em") { $0.write(inner) }
            case .strong(let inner): element("strong") { $0.write(inner) }
            case .link(let link): write(link)
            case .lineBreak: html += "<br>"
            }
        }
    }

    private mutating func write(_ link: Document.Link) {
        html += "<a href=\"\(Self.escaped(link.target))\">"
        if link.label.plainText.isEmpty { html += Self.escaped(link.target) } else { write(link.label) }
        html += "</a>"
    }

    private mutating func element(_ name: String, _ content: (inout MatrixHTML) -> Void) {
        html += "<\(name)>"
        content(&self)
        html += "</\(name)>"
    }

    private static func escaped(_ text: String) -> String { HTMLText.escape(text) }
}
