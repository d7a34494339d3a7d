import StockbellCore

/// A string of the file, its variables replaced.
struct Text {
    let value: String
    /// As it stands in the file, in quotes, for messages: `${NAME}` and not what it holds.
    let quoted: String
    /// Whether a part of it came from a variable or a file.
    let isExpanded: Bool
    let place: Place

    /// A guess at what was meant among these words; nothing for what came from a variable.
    func hint<Words: Sequence<String>>(in known: Words) -> String {
        isExpanded ? "" : Nearest.hint(for: value, in: known)
    }
}
