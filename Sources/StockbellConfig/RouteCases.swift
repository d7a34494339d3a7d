import JSON5
package import StockbellCore

/// A table of cases that says who should hear what: for `stockbell routes test`.
package struct RouteCases: Hashable, Sendable {
    /// Empty where there is an error.
    package var cases: [RouteCase] = []
    /// In the order of the text.
    package var problems: [Problem] = []

    /// Reads a table against the settings whose names it uses.
    ///
    /// - Parameters:
    ///   - text: JSON5, at most 1 MiB.
    ///   - file: what problems call the file.
    package init(_ text: String, file: String, settings: Settings) {
        let document: JSON5.Document
        do throws(SyntaxError) {
            document = try JSON5.Document(text)
        } catch {
            problems = [Problem(error, in: file)]
            return
        }
        let variables = Variables(environment: [:], dotEnv: [:], folder: "", file: file) { _ in throw NoFile() }
        var reading = Reading(file: file, folder: "", names: Names(settings), variables: variables) { _ in true }
        let shape = Shape<[Found<RouteCaseSection>]>.list(of: .found(.section), "a list of cases", atLeast: 1)
        let sections = shape.read(Written(node: document.root, path: ""), &reading) ?? []
        let cases = sections.compactMap { $0.value.routeCase(at: $0.place, &reading) }
        problems = (document.duplicates.map { Problem($0, in: file) } + reading.problems).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        if !problems.contains(where: { $0.severity == .error }) { self.cases = cases }
    }

    /// A table of cases takes nothing from elsewhere.
    private struct NoFile: Error {}
}
