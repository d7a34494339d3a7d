import StockbellCore

/// Writes a document as plain text that reads well by itself: links as `label <url>`, tables in columns, or as bullets where they are wide.
enum PlainWriter {
    /// The widest table that is written in columns; mail programs break longer lines.
    private static let widest = 76

    /// The blocks, an empty line between them, no line end behind the last.
    static func write(_ document: Document) -> String { lines(of: document.blocks).joined(separator: "\n") }

    private static func lines(of blocks: [Document.Block]) -> [String] {
        Array(blocks.map(lines).joined(separator: [""]))
    }

    private static func lines(of block: Document.Block) -> [String] {
        switch block {
        case .heading(_, let inlines), .paragraph(let inlines): lines(of: text(of: inlines))
        case .actions(let links): links.map { text(of: $0) }
        case .quote(let inner): lines(of: inner).map { $0.isEmpty ? ">" : "> \($0)" }
        case .list(let items, let isOrdered):
            items.enumerated().flatMap { index, item in
                let mark = isOrdered ? "\(index + 1). " : "- "
                return hanging(lines(of: item), mark)
            }
        case .code(let code): code.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }.droppingBlankEnd()
        case .table(let header, let rows): lines(header: header, rows: rows)
        case .rule: ["----"]
        }
    }

    private static func lines(of text: String) -> [String] {
        if !text.isEmpty, !text.utf8.contains(0x0A) { return [text] }
        return text.split(separator: "\n").map(String.init)
    }

    private static func hanging(_ lines: [String], _ mark: String) -> [String] {
        let indent = String(repeating: " ", count: mark.count)
        return lines.enumerated().map { index, line in index == 0 ? mark + line : line.isEmpty ? "" : indent + line }
    }

    // MARK: Tables

    private static func lines(header: [[Document.Inline]], rows: [[[Document.Inline]]]) -> [String] {
        let header = header.map { text(of: $0, isOneLine: true) }
        let rows = rows.map { $0.map { text(of: $0, isOneLine: true) } }
        let widths = header.indices.map { column in
            ([header] + rows).map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        guard widths.reduce(0, +) + 2 * max(0, widths.count - 1) <= widest else { return bullets(header, rows) }
        let ruler = widths.map { String(repeating: "-", count: $0) }
        return ([header, ruler] + rows).map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
            return cells.joined(separator: "  ").droppingBlankEnd()
        }
    }

    /// `- first cell; place: Hamburg; left: 4`.
    private static func bullets(_ header: [String], _ rows: [[String]]) -> [String] {
        rows.map { row in
            let cells = row.enumerated().compactMap { index, cell -> String? in
                guard !cell.isEmpty else { return nil }
                let title = header.indices.contains(index) ? header[index] : ""
                return index == 0 || title.isEmpty ? cell : "\(title): \(cell)"
            }
            return "- " + cells.joined(separator: "; ")
        }
    }

    // MARK: Inlines

    private static func text(of inlines: [Document.Inline], isOneLine: Bool = false) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .emphasis(let inner), .strong(let inner): text(of: inner, isOneLine: isOneLine)
            case .link(let link): text(of: link)
            case .lineBreak: isOneLine ? " " : "\n"
            }
        }.joined()
    }

    private static func text(of link: Document.Link) -> String {
        let label = link.label.plainText
        return label == link.target ? "<\(link.target)>" : "\(label) <\(link.target)>"
    }
}

extension String {
    fileprivate func droppingBlankEnd() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension [String] {
    fileprivate func droppingBlankEnd() -> [String] {
        var lines = self[...]
        while lines.last?.isEmpty == true { lines.removeLast() }
        return Array(lines)
    }
}
