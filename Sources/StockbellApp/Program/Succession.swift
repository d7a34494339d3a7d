import FoundationEssentials
import StockbellConfig
import StockbellCore

/// What comes of config.json, its tables or its letters when they are read anew: all of it is taken, or nothing.
struct Succession: Sendable {
    /// What to go on with; nil: with what was before.
    var workplace: Workplace?
    /// What is different, a line each; or why nothing is taken.
    var lines: [String]
    /// The file that is not taken; nil: all is well.
    var refused: String?

    /// So many lines are told.
    private static let mostLines = 40

    /// - Parameter found: what was read anew.
    init(from before: Workplace, to found: Workplace.Inspection) {
        guard let after = found.workplace else {
            let tables = before.files.tables.map(WorkFiles.name)
            let errors = found.problems.filter { !$0.contains(" warning: ") && !$0.hasPrefix("warning: ") }
            refused = tables.first { table in errors.first?.contains(table) == true } ?? WorkFiles.name(of: before.files.config)
            lines = errors
            return
        }
        let changes = TableChanges(from: before.settings, to: after.settings)
        if let objection = changes.objections.first {
            (refused, lines) = (changes.refused, [objection])
            return
        }
        let fixed = Self.fixed(before.settings, after.settings)
        guard fixed.isEmpty else {
            refused = WorkFiles.name(of: before.files.config)
            lines = fixed.map { "\($0) is taken only at a start: restart Stockbell, or put it back" }
            return
        }
        workplace = after
        let differences = ConfigDifference.lines(from: before.files.text, to: after.files.text)
        lines = differences + changes.tables.map(\.description) + Self.letters(before.files.letters, after.files.letters)
        let skipped = found.problems.filter { problem in after.files.tables.contains { problem.contains(WorkFiles.name(of: $0)) } }
        if !skipped.isEmpty { lines.append("skipped: \(skipped.count)") }
        lines += skipped
        if lines.count > Self.mostLines { lines = lines.prefix(Self.mostLines) + ["and \(lines.count - Self.mostLines) more"] }
    }

    /// What cannot be changed while Stockbell runs, and is different.
    private static func fixed(_ before: Settings, _ after: Settings) -> [String] {
        let parts = [
            ("listen", before.listen == after.listen), ("publicURL", before.publicURL == after.publicURL), ("store", before.store == after.store),
            ("admin", before.admin == after.admin && before.adminToken?.reveal() == after.adminToken?.reveal()),
        ]
        return parts.filter { !$0.1 }.map(\.0)
    }

    private static func letters(_ before: [String: String], _ after: [String: String]) -> [String] {
        Set(before.keys).union(after.keys).sorted().compactMap { path in
            switch (before[path], after[path]) {
            case (nil, _): "templates/\(path) is new"
            case (_, nil): "templates/\(path) is gone"
            case (let one, let other): one == other ? nil : "templates/\(path) is another"
            }
        }
    }
}
