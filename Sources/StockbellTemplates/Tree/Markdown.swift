import CCMark
import StockbellCore

/// Parses CommonMark with tables into a document; autolinks are off and raw HTML is shown as text.
enum Markdown {
    /// The document; placeholders stand in it as text, in code and in targets of links.
    static func parse(_ text: String) -> Document {
        guard isReady, let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return Document() }
        defer { cmark_parser_free(parser) }
        if let tables = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, tables) }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return Document() }
        defer { cmark_node_free(root) }
        return Document(blocks(in: root, isTop: true))
    }

    /// Registers the extensions: once a process, because cmark keeps them in a list without a lock.
    private static let isReady: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    private typealias Node = OpaquePointer

    private static func children(of parent: Node) -> [Node] {
        var children: [Node] = []
        var next = cmark_node_first_child(parent)
        while let child = next {
            children.append(child)
            next = cmark_node_next(child)
        }
        return children
    }

    private static func type(of node: Node) -> String { String(cString: cmark_node_get_type_string(node)) }

    private static func literal(of node: Node) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

    // MARK: Blocks

    private static func blocks(in parent: Node, isTop: Bool = false) -> [Document.Block] {
        children(of: parent).compactMap { block($0, isTop: isTop) }
    }

    private static func block(_ node: Node, isTop: Bool) -> Document.Block? {
        switch type(of: node) {
        case "paragraph":
            let inlines = inlines(in: node)
            if isTop, let links = links(only: inlines) { return .actions(links) }
            return .paragraph(inlines)
        case "heading": return .heading(level: Int(cmark_node_get_heading_level(node)), inlines(in: node))
        case "block_quote": return .quote(blocks(in: node))
        case "list":
            return .list(items: children(of: node).map { blocks(in: $0) }, isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
        case "code_block": return .code(literal(of: node))
        case "html_block": return .paragraph(lines(of: literal(of: node)))
        case "thematic_break": return .rule
        case "table":
            let rows = children(of: node).map { row in children(of: row).map { inlines(in: $0) } }
            return rows.first.map { .table(header: $0, rows: Array(rows.dropFirst())) }
        default: return nil
        }
    }

    /// Text as it stands, line by line.
    private static func lines(of text: String) -> [Document.Inline] {
        let lines = text.split(separator: "\n").map { Document.Inline.text(String($0)) }
        return Array(lines.map { [$0] }.joined(separator: [.lineBreak]))
    }

    /// The links of a paragraph that holds nothing else; nil: it holds more, or none.
    private static func links(only inlines: [Document.Inline]) -> [Document.Link]? {
        var links: [Document.Link] = []
        for inline in inlines {
            switch inline {
            case .link(let link): links.append(link)
            case .text(let text) where text.allSatisfy(\.isWhitespace): continue
            case .lineBreak: continue
            default: return nil
            }
        }
        return links.isEmpty ? nil : links
    }

    // MARK: Inlines

    private static func inlines(in parent: Node) -> [Document.Inline] {
        children(of: parent).reduce(into: []) { $0.append(contentsOf: inline($1)) }.joiningTexts()
    }

    private static func inline(_ node: Node) -> [Document.Inline] {
        switch type(of: node) {
        case "text", "html_inline": [.text(literal(of: node))]
        case "softbreak": [.text(" ")]
        case "linebreak": [.lineBreak]
        case "code": [.code(literal(of: node))]
        case "emph": [.emphasis(inlines(in: node))]
        case "strong": [.strong(inlines(in: node))]
        case "link": [.link(.init(label: inlines(in: node), target: cmark_node_get_url(node).map { String(cString: $0) } ?? ""))]
        // A document has no pictures: the words that stand for one are shown.
        default: inlines(in: node)
        }
    }
}

extension [Document.Inline] {
    /// The same, with neighbouring texts made one.
    func joiningTexts() -> Self {
        reduce(into: []) { result, inline in
            if case .text(let text) = inline, case .text(let before) = result.last {
                result[result.count - 1] = .text(before + text)
            } else {
                result.append(inline)
            }
        }
    }
}
