import StockbellCore

/// A letter that was checked and compiled, for one place of the look-up.
final class LetterForm: Sendable {
    /// The letter with the values of one order; the headers and the body still have placeholders, which `values` fills.
    struct Draft: Sendable {
        var headers: [LetterFile.Header: String]
        var body: Document
        var values: [Value]
    }

    private struct Shape: Sendable {
        var headers: [LetterFile.Header: String]
        var body: Document
        var entries: [Entry]
    }

    /// As errors name it.
    let file: String
    let warnings: [LetterError]
    private let headers: [(header: LetterFile.Header, stencil: Stencil)]
    private let body: Stencil
    private let sections: [Entry]
    private let hasLists: Bool
    /// In which lines of the file the headers stand.
    private let lines: [LetterFile.Header: Int]
    private let shapes = ShapeCache<Shape>()

    /// Checks and compiles a letter.
    ///
    /// - Throws: `LetterProblems` with all that is wrong with it.
    init(_ source: LetterSource, partialNames: [String], partial: @escaping (String) -> LetterSource?) throws(LetterProblems) {
        var problems = source.problems
        let parts = LetterFile(source, problems: &problems)
        var check = FieldCheck(partialNames: partialNames, partial: partial)
        let headers = parts.headers.sorted { $0.value.line < $1.value.line }
        for (_, part) in headers { check.check(part, of: source.name, allowsPartials: false) }
        check.check(parts.body, of: source.name, allowsPartials: true)
        problems += check.problems + check.partials.values.sorted { $0.name < $1.name }.flatMap(\.problems)
        guard problems.isEmpty else { throw LetterProblems(problems) }
        do {
            self.headers = try headers.map { ($0.key, try Stencil($0.value, of: source.name)) }
            body = try Stencil(parts.body, of: source.name, partials: check.partials)
        } catch let error as LetterError {
            throw LetterProblems([error])
        } catch {
            throw LetterProblems([LetterError(file: source.name, message: "\(error)")])
        }
        file = source.name
        lines = parts.headers.mapValues(\.line)
        warnings = check.warnings
        sections = check.sections
        hasLists = check.hasLists
    }

    /// The line of a header; nil: the letter has none.
    func line(of header: LetterFile.Header) -> Int? { lines[header] }

    /// Whether the letter says less where an SMS has no room.
    var knowsRoom: Bool { sections.contains { $0.path == "hasRoom" } }

    /// Fills the letter in; the tree comes from the cache unless a list decides about it.
    func draft(_ scope: Scope) -> Draft {
        if hasLists {
            let recorder = Recorder()
            let shape = shape(scope, recorder)
            return Self.draft(shape, recorder.slots)
        }
        let shape = shapes.shape(sections.map { $0.isKnown(in: scope) }) { self.shape(scope, Recorder()) }
        return Self.draft(shape, shape.entries.map { ($0, scope) })
    }

    /// Fills the values in; Stockbell's own words begin with a capital where a sentence begins with them.
    private static func draft(_ shape: Shape, _ slots: [(entry: Entry, scope: Scope)]) -> Draft {
        var values = slots.map { value($0.entry, $0.scope) }
        let opening = Opening(values: values)
        let lines = shape.headers.filter { [.subject, .preview, .sms].contains($0.key) }.values.compactMap { opening.number(in: $0) }
        for number in lines + opening.numbers(in: shape.body.blocks) where slots[number].entry.isPhrase(in: slots[number].scope) {
            values[number].text = Clean.capitalised(values[number].text)
        }
        return Draft(headers: shape.headers, body: shape.body, values: values)
    }

    private func shape(_ scope: Scope, _ recorder: Recorder) -> Shape {
        let headers = headers.map { ($0.header, $0.stencil.render(scope, recorder)) }
        let body = Markdown.parse(body.render(scope, recorder))
        return Shape(headers: Dictionary(uniqueKeysWithValues: headers), body: body, entries: recorder.slots.map(\.entry))
    }

    private static func value(_ entry: Entry, _ scope: Scope) -> Value {
        let role: Value.Role =
            switch entry.field.path {
            case "item", "item.text", "item.name", "item.name.short": .name
            default: entry.field.kind == .link ? .link : .other
            }
        return Value(entry.text(in: scope), role)
    }
}
