package import StockbellCore

/// What came of reading config.json.
package struct ConfigResult: Hashable, Sendable {
    /// nil when there is an error.
    package var settings: Settings?
    /// All problems in the order of the text, warnings among them.
    package var problems: [Problem]

    /// The files of tables that people edit by themselves, by their paths.
    package var tables: [String]

    package init(settings: Settings?, problems: [Problem], tables: [String] = []) {
        self.settings = settings
        self.problems = problems
        self.tables = tables
    }

    package var errors: [Problem] { problems.filter { $0.severity == .error } }
    package var warnings: [Problem] { problems.filter { $0.severity == .warning } }
}
