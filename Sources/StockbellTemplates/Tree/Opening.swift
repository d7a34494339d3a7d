import StockbellCore

/// Finds the values that headings, paragraphs and lines begin with.
struct Opening {
    private enum Find {
        case nothingVisible, literal
        case value(Int)
    }

    /// By the number of their placeholders.
    let values: [Value]

    /// The numbers of the values that its headings and paragraphs begin with; cells of tables and buttons are no sentences.
    func numbers(in blocks: [Document.Block]) -> [Int] {
        blocks.flatMap { block -> [Int] in
            switch block {
            case .heading(_, let inlines), .paragraph(let inlines): number(find(inlines)).map { [$0] } ?? []
            case .quote(let inner): numbers(in: inner)
            case .list(let items, _): items.flatMap { numbers(in: $0) }
            case .actions, .code, .table, .rule: []
            }
        }
    }

    /// The number of the value that a line begins with; nil: it begins with the letter's own words.
    func number(in line: String) -> Int? { number(find(line)) }

    private func number(_ find: Find) -> Int? { if case .value(let number) = find { number } else { nil } }

    private func find(_ inlines: [Document.Inline]) -> Find {
        for inline in inlines {
            let find: Find =
                switch inline {
                case .text(let skeleton): find(skeleton)
                case .emphasis(let inner), .strong(let inner): find(inner)
                case .link(let link): find(link.label)
                // Code is shown as it is.
                case .code: .literal
                case .lineBreak: .nothingVisible
                }
            if case .nothingVisible = find { continue }
            return find
        }
        return .nothingVisible
    }

    private func find(_ skeleton: String) -> Find {
        for part in Placeholder.parts(skeleton) {
            switch part {
            case .literal(let text): if !text.allSatisfy(\.isWhitespace) { return .literal }
            case .value(let number): if values.indices.contains(number), !values[number].text.isEmpty { return .value(number) }
            }
        }
        return .nothingVisible
    }
}
