import StockbellCore

/// The page around the letters of one place, checked and compiled.
final class LayoutForm: Sendable {
    private struct Shape: Sendable {
        var parts: [Placeholder.Part]
        var entries: [Entry]
    }

    let file: String
    /// Those that it shows.
    let pictures: [Message.Picture]
    private let stencil: Stencil
    private let sections: [Entry]
    private let shapes = ShapeCache<Shape>()

    /// Checks and compiles `layout.html`.
    ///
    /// - Parameter department: whose own pictures are taken before everybody's.
    /// - Throws: `LetterProblems` with all that is wrong with it.
    init(_ source: LetterSource, _ shelf: LetterPictures, department: String?) throws(LetterProblems) {
        var check = FieldCheck(isLayout: true)
        let whole = LetterFile.Part(text: source.text, line: 1)
        check.check(whole, of: source.name, allowsPartials: false)
        var problems = source.problems + check.problems
        var ignored: [LetterError] = []
        let tags = Tag.all(in: source.text, file: source.name, line: 1, problems: &ignored)
        if !tags.contains(where: { $0.kind == .value && $0.name == "content" }) {
            problems.append(LetterError(file: source.name, line: 1, message: "lacks {{content}}, where the letter goes"))
        }
        if check.hasLists { problems.append(LetterError(file: source.name, line: 1, message: "a layout has no lists")) }
        var pictures: [Message.Picture] = []
        for (name, line) in LetterPictures.names(in: source.text) where !pictures.contains(where: { $0.name == name }) {
            do throws(LetterPictures.Missing) {
                pictures.append(try shelf.picture(name, for: department))
            } catch {
                problems.append(LetterError(file: source.name, line: line, message: error.message))
            }
        }
        self.pictures = pictures
        guard problems.isEmpty else { throw LetterProblems(problems) }
        do {
            stencil = try Stencil(whole, of: source.name)
        } catch {
            throw LetterProblems([error])
        }
        file = source.name
        sections = check.sections
    }

    /// The complete page.
    func page(_ scope: Scope) -> String {
        let shape = shapes.shape(sections.map { $0.isKnown(in: scope) }) {
            let recorder = Recorder()
            let parts = Placeholder.parts(stencil.render(scope, recorder))
            return Shape(parts: parts, entries: recorder.slots.map(\.entry))
        }
        var html = ""
        for part in shape.parts {
            switch part {
            case .literal(let text): html += text
            case .value(let number):
                guard shape.entries.indices.contains(number) else { continue }
                let entry = shape.entries[number]
                html += entry.field.kind == .markup ? scope.page?.content ?? "" : HTMLText.escape(entry.text(in: scope))
            }
        }
        return html
    }
}
