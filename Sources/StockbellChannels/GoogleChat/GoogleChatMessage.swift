import StockbellCore

/// The body that creates a message: a card, whose text has sound escapes, which that of a plain message lacks.
struct GoogleChatMessage: Encodable {
    /// What stands in a card, one below the other.
    enum Widget: Hashable {
        case text(String)
        case buttons([Button])
    }

    struct Button: Hashable {
        var label: String
        var url: String
    }

    /// Google takes 32,000 bytes with all that is around the text.
    static let mostBytes = 32_000

    private(set) var fallbackText: String
    private(set) var widgets: [Widget]
    /// The incident, whose messages form a thread; nil: it stands by itself.
    private(set) var threadKey: String?

    /// Writes a letter.
    ///
    /// - Throws: `ContentError` when it says nothing at all.
    init(_ letter: Message, threadKey: String?) throws(ContentError) {
        let packing = Packing<Piece>([DocumentLine](letter, step: "\u{2003}"), limit: Self.mostBytes - 4000, ellipsis: 10, weight: \.weight) {
            line, limit in
            Piece(line, limit: limit - 30)
        }
        var pieces = packing.pieces
        if packing.isCut { pieces.append(Piece(widget: .text("…"), isParagraph: false)) }
        pieces += packing.end.map { [$0] } ?? []
        let title = [Document.Inline.text(letter.subject.isEmpty ? letter.plain : letter.subject)].fitting(1000, in: .bytesInJSON, write: Self.plain)
        guard !pieces.isEmpty, !title.allSatisfy(\.isWhitespace) else { throw ContentError(.refusedContent, "the letter is empty") }
        fallbackText = title
        widgets = pieces.reduce(into: []) { $1.join(&$0) }
        self.threadKey = threadKey
    }

    /// What a phone says of the card, where `<users/all>` would call everybody.
    private static func plain(_ inlines: [Document.Inline]) -> String {
        let scalars = inlines.plainText.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
            scalar == "<" ? ["<", "\u{200B}"] : [scalar.value < 32 || scalar.value == 127 ? " " : scalar]
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// A line of the letter as a widget.
    private struct Piece {
        var widget: Widget
        var isParagraph: Bool

        init(widget: Widget, isParagraph: Bool) {
            self.widget = widget
            self.isParagraph = isParagraph
        }

        init?(_ line: DocumentLine, limit: Int) {
            isParagraph = line.isParagraph
            if case .actions(let links) = line.content, let buttons = Button.all(links) {
                widget = .buttons(buttons)
            } else {
                let text = GoogleChatText.line(line, limit: limit)
                guard !text.isEmpty else { return nil }
                widget = .text(text)
            }
        }

        /// In bytes, with what JSON needs around it.
        var weight: Int {
            switch widget {
            case .text(let text): LengthUnit.bytesInJSON.length(of: text) + 8
            case .buttons(let buttons): buttons.reduce(60) { $0 + LengthUnit.bytesInJSON.length(of: $1.label + $1.url) + 60 }
            }
        }

        /// Lines are one text up to the next buttons: a card has room for a hundred widgets.
        func join(_ widgets: inout [Widget]) {
            if case .text(let more) = widget, case .text(let text)? = widgets.last {
                widgets[widgets.count - 1] = .text(text + (isParagraph ? "<br><br>" : "<br>") + more)
            } else {
                widgets.append(widget)
            }
        }
    }
}

extension GoogleChatMessage.Button {
    /// Links as buttons; nil where one of them can be none.
    fileprivate static func all(_ links: [Document.Link]) -> [Self]? {
        let buttons = links.compactMap { link -> Self? in
            let label = link.label.fitting(100, write: \.plainText)
            guard link.target.lowercased().hasPrefix("http"), link.target.utf8.count <= 2000, !label.allSatisfy(\.isWhitespace) else { return nil }
            return Self(label: label, url: LinkTarget.encode(link.target, Set("<>\"".utf8)))
        }
        return buttons.count == links.count && (1...10).contains(links.count) ? buttons : nil
    }
}
