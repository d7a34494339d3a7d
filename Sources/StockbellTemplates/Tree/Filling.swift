import StockbellCore

/// Puts values into a parsed letter: always as text, so that none of them can become markup.
struct Filling {
    /// By the number of their placeholders.
    let values: [Value]

    /// The document with its values; what held nothing but unknown values is gone, and so is a link without a target, with its text.
    func document(_ skeleton: Document) -> Document { Document(blocks(skeleton.blocks)) }

    /// A line of plain text, such as a header: blanks joined, trimmed.
    func line(_ skeleton: String) -> String {
        let line = text(skeleton)
        if Self.isTidy(line) { return line }
        let words = line.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        return words.joined(separator: " ")
    }

    /// Whether blanks stand in it singly and between words only.
    private static func isTidy(_ line: String) -> Bool {
        var isAfterBlank = true
        for byte in line.utf8 {
            guard byte >= 0x20, !(isAfterBlank && byte == 0x20) else { return false }
            isAfterBlank = byte == 0x20
        }
        return !isAfterBlank || line.isEmpty
    }

    /// The text with its values.
    ///
    /// Of the two blanks around an unknown value one remains.
    func text(_ skeleton: String, _ write: (String) -> String = { $0 }) -> String {
        var result = ""
        var isAfterHole = false
        for part in Placeholder.parts(skeleton) {
            switch part {
            case .literal(let literal):
                let joins = isAfterHole && literal.first == " " && (result.isEmpty || result.last == " ")
                result += joins ? literal.dropFirst() : literal[...]
                isAfterHole = false
            case .value(let number):
                let value = value(number)
                result += write(value)
                isAfterHole = isAfterHole || value.isEmpty
            }
        }
        return result
    }

    private func value(_ number: Int) -> String { values.indices.contains(number) ? values[number].text : "" }

    // MARK: Blocks

    private func blocks(_ blocks: [Document.Block]) -> [Document.Block] { blocks.compactMap(block) }

    private func block(_ block: Document.Block) -> Document.Block? {
        switch block {
        case .heading(let level, let inlines): return content(inlines).map { .heading(level: level, $0) }
        case .paragraph(let inlines): return content(inlines).map { .paragraph($0) }
        case .actions(let links):
            let links = links.compactMap(link)
            return links.isEmpty ? nil : .actions(links)
        case .quote(let inner):
            let inner = blocks(inner)
            return inner.isEmpty ? nil : .quote(inner)
        case .list(let items, let isOrdered):
            let items = items.map(blocks).filter { !$0.isEmpty }
            return items.isEmpty ? nil : .list(items: items, isOrdered: isOrdered)
        case .code(let code):
            let code = text(code)
            return code.allSatisfy(\.isWhitespace) ? nil : .code(code)
        case .table(let header, let rows):
            let rows = rows.map { $0.map { trimmed(inlines($0)) } }.filter { row in row.contains { !$0.isEmpty } }
            return rows.isEmpty ? nil : .table(header: header.map { trimmed(inlines($0)) }, rows: rows)
        case .rule: return .rule
        }
    }

    private func content(_ skeleton: [Document.Inline]) -> [Document.Inline]? {
        let inlines = trimmed(inlines(skeleton))
        return inlines.plainText.allSatisfy(\.isWhitespace) ? nil : inlines
    }

    // MARK: Inlines

    private func inlines(_ skeleton: [Document.Inline]) -> [Document.Inline] { skeleton.compactMap(inline).joiningTexts() }

    private func inline(_ inline: Document.Inline) -> Document.Inline? {
        switch inline {
        case .text(let skeleton):
            let text = text(skeleton)
            return text.isEmpty ? nil : .text(text)
        case .code(let skeleton):
            let text = text(skeleton)
            return text.isEmpty ? nil : .code(text)
        case .emphasis(let inner):
            let inner = inlines(inner)
            return inner.isEmpty ? nil : .emphasis(inner)
        case .strong(let inner):
            let inner = inlines(inner)
            return inner.isEmpty ? nil : .strong(inner)
        case .link(let skeleton): return link(skeleton).map { .link($0) }
        case .lineBreak: return .lineBreak
        }
    }

    private func link(_ skeleton: Document.Link) -> Document.Link? {
        let label = inlines(skeleton.label)
        guard let target = target(skeleton.target), !label.plainText.allSatisfy(\.isWhitespace) else { return nil }
        return .init(label: label, target: target)
    }

    /// A value beside fixed text is encoded; one that is the whole target is checked; with an unknown one there is no target.
    private func target(_ skeleton: String) -> String? {
        let parts = Placeholder.parts(skeleton)
        if case .value(let number) = parts.first, parts.count == 1 { return LinkTarget.whole(value(number)) }
        var target = ""
        for part in parts {
            switch part {
            case .literal(let literal): target += literal
            case .value(let number):
                let value = value(number)
                guard !value.isEmpty else { return nil }
                target += LinkTarget.part(value)
            }
        }
        return LinkTarget.whole(target)
    }

    private func trimmed(_ inlines: [Document.Inline]) -> [Document.Inline] {
        var inlines = inlines
        while let first = inlines.first {
            if case .text(let text) = first {
                let rest = text.drop { $0 == " " }
                guard rest.isEmpty else {
                    inlines[0] = .text(String(rest))
                    break
                }
            } else if first != .lineBreak {
                break
            }
            inlines.removeFirst()
        }
        while let last = inlines.last {
            if case .text(let text) = last {
                let end = text.lastIndex { $0 != " " }
                guard let end else {
                    inlines.removeLast()
                    continue
                }
                inlines[inlines.count - 1] = .text(String(text[...end]))
                break
            } else if last != .lineBreak {
                break
            }
            inlines.removeLast()
        }
        return inlines
    }
}
