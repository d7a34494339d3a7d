import StockbellCore

/// Writes a text for a phone: in plain characters, and short enough to be sent in the segments that the channel allows.
struct SMSWriter {
    /// What of a text had to go.
    enum Loss: Int, Comparable, Sendable {
        case nothing, names, values, words

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Piece {
        var text: String
        var role: Value.Role?
    }

    /// A shortened name keeps at least this much of itself.
    private static let leastName = 8

    let limits: TextLimits

    /// Fills a line with its values and shortens it: first the names, then other values, at last the words; never a link.
    func write(_ skeleton: String, _ values: [Value], prefix: String = "") -> (text: String, loss: Loss) {
        var pieces = Placeholder.parts(skeleton).map { part in
            switch part {
            case .literal(let text): Piece(text: text)
            case .value(let number): values.indices.contains(number) ? Piece(text: values[number].text, role: values[number].role) : Piece(text: "")
            }
        }
        if !prefix.isEmpty { pieces.insert(Piece(text: prefix + " "), at: 0) }
        if fits(pieces) { return (text(pieces), .nothing) }
        let names = shortened(pieces, to: Self.leastName) { $0 == .name }
        if fits(names) {
            let length = longest(in: pieces) { fits(shortened(pieces, to: $0) { $0 == .name }) }
            return (text(shortened(pieces, to: length) { $0 == .name }), .names)
        }
        if fits(shortened(names, to: 0) { $0 == .other }) {
            let length = longest(in: names) { fits(shortened(names, to: $0) { $0 == .other }) }
            return (text(shortened(names, to: length) { $0 == .other }), .values)
        }
        return (cut(names), .words)
    }

    private func text(_ pieces: [Piece]) -> String {
        let words = pieces.map(\.text).joined().split { $0 == " " || $0 == "\n" }
        return SMSText.transliterated(words.joined(separator: " "), foldingAccents: limits.transliterates)
    }

    private func fits(_ pieces: [Piece]) -> Bool { SMSText(text(pieces)).segments.count <= limits.maxSegments }

    private func shortened(_ pieces: [Piece], to limit: Int, _ isShortened: (Value.Role) -> Bool) -> [Piece] {
        pieces.map { piece in
            guard let role = piece.role, isShortened(role) else { return piece }
            return Piece(text: Clean.shortened(piece.text, to: limit), role: role)
        }
    }

    /// The greatest length for which a text fits, found by halving; 0 fits.
    private func longest(in pieces: [Piece], _ fits: (Int) -> Bool) -> Int {
        var good = 0
        var bad = (pieces.map(\.text.count).max() ?? 0) + 1
        while bad - good > 1 {
            let middle = (good + bad) / 2
            if fits(middle) { good = middle } else { bad = middle }
        }
        return good
    }

    /// Keeps the links and as much of the beginning as fits beside them; without room even for a link, none is kept: half a link leads nowhere.
    private func cut(_ pieces: [Piece]) -> String {
        func beginning(_ count: Int) -> [Piece] {
            var left = count
            return pieces.map { piece in
                guard piece.role != .link else { return Piece(text: " \(piece.text)", role: .link) }
                let kept = piece.text.prefix(left)
                left -= kept.count
                return Piece(text: kept.count < piece.text.count && !kept.isEmpty ? kept + "…" : String(kept), role: piece.role)
            }
        }
        let all = pieces.reduce(0) { $0 + ($1.role == .link ? 0 : $1.text.count) }
        guard fits(beginning(0)) else {
            return SMSText(text(pieces.filter { $0.role != .link })).capped(segments: limits.maxSegments).text
        }
        var good = 0
        var bad = all + 1
        while bad - good > 1 {
            let middle = (good + bad) / 2
            if fits(beginning(middle)) { good = middle } else { bad = middle }
        }
        return text(beginning(good))
    }
}
