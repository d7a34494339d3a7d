import StockbellCore

/// The text of a file of `templates/`, or of a built-in one.
struct LetterSource: Sendable {
    /// As errors name it: `templates/out-of-stock.md`, `built-in/out-of-stock.md`.
    let name: String
    /// With `\n` as the only line end.
    let text: String

    init(name: String, text: String) {
        self.name = name
        var text = text
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        if text.utf8.contains(0x0D) {
            var scalars = String.UnicodeScalarView()
            var isAfterReturn = false
            for scalar in text.unicodeScalars {
                if !(isAfterReturn && scalar == "\n") { scalars.append(scalar == "\r" ? "\n" : scalar) }
                isAfterReturn = scalar == "\r"
            }
            text = String(scalars)
        }
        self.text = text
    }

    /// Characters that no letter can hold, each with its line.
    var problems: [LetterError] {
        var problems: [LetterError] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.unicodeScalars.contains("\u{FFFD}") { problems.append(LetterError(file: name, line: index + 1, message: "is not UTF-8 here")) }
            if line.unicodeScalars.contains(where: Placeholder.isReserved) {
                problems.append(LetterError(file: name, line: index + 1, message: "the characters U+E000 to U+E002 cannot stand in a letter"))
            }
        }
        return problems
    }
}
