/// Why there is none of an item: one of the five causes that platforms themselves name.
///
/// It is stored and told by `rawValue`, which ends in a question mark where it is only a guess. It never routes by itself.
/// Source: docs.digitalriver.com, Commerce API, "Inventory self-managed updated event", "Manually set inventory to 0 use case".
package struct StockReason: RawRepresentable, Hashable, Sendable, Codable {
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        /// Orders took the last one.
        case soldOut = "sold-out"
        /// Out of season, or discontinued.
        case seasonal
        /// Somebody counts: it was set to 0 to be built up again.
        case countReset = "count-reset"
        case errorCorrection = "error-correction"
        /// Another system wrote what it has.
        case synchronisation

        fileprivate var text: String {
            switch self {
            case .soldOut: "sold out"
            case .seasonal: "seasonal or discontinued"
            case .countReset: "count reset"
            case .errorCorrection: "error correction"
            case .synchronisation: "synchronisation"
            }
        }

        /// What shops and platforms write for it.
        fileprivate var otherWords: [String] {
            switch self {
            case .soldOut: ["sale", "order", "soldout"]
            case .seasonal: ["discontinued", "seasonal-or-discontinued", "out-of-season"]
            case .countReset: ["recount", "count", "inventory-reset", "stock-take"]
            case .errorCorrection: ["correction"]
            case .synchronisation: ["synchronization", "sync", "platform-synchronization"]
            }
        }
    }

    package var cause: Cause
    /// Worked out from how it came, not said by anybody.
    package var isGuess: Bool

    package init(_ cause: Cause, isGuess: Bool = false) {
        self.cause = cause
        self.isGuess = isGuess
    }

    package init?(rawValue: String) {
        let isGuess = rawValue.hasSuffix("?")
        guard let cause = Cause(rawValue: isGuess ? String(rawValue.dropLast()) : rawValue) else { return nil }
        self.init(cause, isGuess: isGuess)
    }

    /// Reads the word of a person or of another program, whatever its case and its gaps: "sold out", "Recount", "sync?".
    ///
    /// nil: it is none of those that are known.
    package init?(word: String) {
        let plain = String(word.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
        let isGuess = plain.hasSuffix("?")
        let name = isGuess ? String(plain.dropLast()) : plain
        guard let cause = Cause.allCases.first(where: { $0.rawValue == name || $0.otherWords.contains(name) }) else { return nil }
        self.init(cause, isGuess: isGuess)
    }

    package var rawValue: String { mark(cause.rawValue) }

    /// For people: "sold out", "synchronisation?".
    package var text: String { mark(cause.text) }

    private func mark(_ text: String) -> String { isGuess ? text + "?" : text }
}
