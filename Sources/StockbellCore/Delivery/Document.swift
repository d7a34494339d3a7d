/// A letter after its fields were filled in: a small tree that each channel writes in its own markup, escaping text for itself.
///
/// Values stand in it as text, never as markup, so a product named `<!channel>` is just a name everywhere.
package struct Document: Hashable, Sendable {
    package indirect enum Block: Hashable, Sendable {
        case heading(level: Int, [Inline])
        case paragraph([Inline])
        /// A top-level paragraph of nothing but links: buttons where the channel has true ones.
        case actions([Link])
        case quote([Block])
        case list(items: [[Block]], isOrdered: Bool)
        case code(String)
        case table(header: [[Inline]], rows: [[[Inline]]])
        case rule
    }

    package indirect enum Inline: Hashable, Sendable {
        case text(String)
        case code(String)
        case emphasis([Inline])
        case strong([Inline])
        case link(Link)
        case lineBreak
    }

    package struct Link: Hashable, Sendable {
        package var label: [Inline]
        /// An http, https or mailto URL, percent-encoded.
        package var target: String

        package init(label: [Inline], target: String) {
            self.label = label
            self.target = target
        }
    }

    package var blocks: [Block]

    package init(_ blocks: [Block] = []) {
        self.blocks = blocks
    }
}

extension [Document.Inline] {
    /// The bare words, as a screen reader would say them.
    package var plainText: String {
        map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .emphasis(let inner), .strong(let inner): inner.plainText
            case .link(let link): link.label.plainText
            case .lineBreak: " "
            }
        }.joined()
    }
}
