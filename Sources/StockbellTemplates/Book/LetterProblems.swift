package import StockbellCore

/// All that is wrong with the templates, each with its file and line.
package struct LetterProblems: Error, Sendable, CustomStringConvertible {
    /// Sorted by file and line, each once.
    package let errors: [LetterError]

    init(_ errors: [LetterError]) {
        self.errors = Self.sorted(errors)
    }

    package var description: String { errors.map(\.description).joined(separator: "\n") }

    /// Each once, by file and line.
    static func sorted(_ errors: [LetterError]) -> [LetterError] {
        Set(errors).sorted { ($0.file, $0.line ?? 0, $0.message) < ($1.file, $1.line ?? 0, $1.message) }
    }
}
