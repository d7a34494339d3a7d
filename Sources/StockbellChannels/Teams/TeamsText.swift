import StockbellCore

/// Writes lines of a letter as elements of a card.
enum TeamsText {
    /// Teams shows no more in one row.
    private static let mostActions = 6

    /// The line as an element; nil: it says nothing.
    ///
    /// - Parameter limit: The most bytes that its words may take in JSON.
    static func element(_ line: DocumentLine, limit: Int) -> TeamsElement? {
        switch line.content {
        case .code(let code):
            let lines = [Document.Inline.text(code)].cut(toBytes: limit).plainText
            return lines.isEmpty ? nil : .text(runs: [.init(text: clean(lines, keepsLines: true), fontType: "Monospace")], isParagraph: true)
        case .fact(let name, let value) where isPlain(name) && isPlain(value) && weight(name + value) <= limit:
            return .facts([.init(title: name.plainText, value: value.plainText)])
        case .actions(let links) where (1...mostActions).contains(links.count) && links.allSatisfy(isButton):
            return .actions(links.map { .init(title: $0.label.fitting(100, write: \.plainText), url: target($0.target) ?? "") })
        default:
            var runs: [TeamsElement.Run] = line.prefix.isEmpty ? [] : [.init(text: line.prefix)]
            add((line.inlines ?? []).cut(toBytes: limit), to: &runs, like: .init(text: ""))
            let hasWords = runs.dropFirst(line.prefix.isEmpty ? 0 : 1).contains { !$0.text.allSatisfy(\.isWhitespace) }
            return hasWords ? .text(runs: runs, isParagraph: line.isParagraph) : nil
        }
    }

    private static func add(_ inlines: [Document.Inline], to runs: inout [TeamsElement.Run], like model: TeamsElement.Run) {
        for inline in inlines.joinedTexts {
            var run = model
            switch inline {
            case .text(let text): run.text = clean(text)
            case .lineBreak: run.text = " "
            case .code(let text): (run.text, run.fontType) = (clean(text), "Monospace")
            case .emphasis(let inner):
                run.italic = true
                add(inner, to: &runs, like: run)
                continue
            case .strong(let inner):
                run.weight = "Bolder"
                add(inner, to: &runs, like: run)
                continue
            case .link(let link):
                if model.selectAction == nil, let url = target(link.target) { run.selectAction = .init(url: url) }
                add(link.label, to: &runs, like: run)
                continue
            }
            if !run.text.isEmpty { runs.append(run) }
        }
    }

    private static func isButton(_ link: Document.Link) -> Bool {
        link.target.lowercased().hasPrefix("http") && link.target.utf8.count <= 2000 && !link.label.plainText.allSatisfy(\.isWhitespace)
    }

    private static func target(_ url: String) -> String? { LinkTarget.allowed(url).map { LinkTarget.encode($0, Set("<>\"\\".utf8)) } }

    private static func weight(_ inlines: [Document.Inline]) -> Int { LengthUnit.bytesInJSON.length(of: inlines.plainText) }

    /// Whether it has no format, and nothing in it could be taken for one, for a list, an entity or a link.
    private static func isPlain(_ inlines: [Document.Inline]) -> Bool {
        let isText = inlines.allSatisfy { inline in
            guard case .text = inline else { return false }
            return true
        }
        let text = inlines.plainText
        guard isText, let first = text.first, first.isLetter || first.isNumber else { return false }
        let isLine = text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && !"\\`*_~[]()<>#&!|@".unicodeScalars.contains($0) }
        return isLine && !MarkdownEscape.beginsBlock(text) && !text.contains("://") && !text.lowercased().contains("www.")
    }

    private static func clean(_ text: String, keepsLines: Bool = false) -> String {
        let scalars = text.unicodeScalars.map { ($0.value < 32 || $0.value == 127) && !(keepsLines && $0 == "\n") ? " " : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension [Document.Inline] {
    /// As much of it as takes so many bytes in JSON, with "…" where something is left out.
    fileprivate func cut(toBytes limit: Int) -> [Document.Inline] {
        guard LengthUnit.bytesInJSON.length(of: plainText) > limit else { return self }
        return prefix(characters: characters(within: limit - 3, .bytesInJSON).count) + [.text("…")]
    }
}
