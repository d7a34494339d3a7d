package import StockbellCore

/// What came of reading config.json.
package struct ConfigResult: Hashable, Sendable {
    /// nil when there is an error.
    package var settings: Settings?
    /// All problems in the order of the text, warnings among them.
    package var problems: [Problem]

    package init(settings: Settings?, problems: [Problem]) {
        self.settings = settings
        self.problems = problems
    }

    package var errors: [Problem] { problems.filter { $0.severity == .error } }
    package var warnings: [Problem] { problems.filter { $0.severity == .warning } }
}
