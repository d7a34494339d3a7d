import Mustache
import StockbellCore

/// A text with fields, ready to be rendered: a header, a body, a layout.
struct Stencil: Sendable {
    private let template: MustacheTemplate
    private let library: MustacheLibrary

    /// Compiles a part of a file; its tags were checked before, so Mustache has nothing left to complain about.
    ///
    /// - Parameter partials: The files that stand for the names behind `{{> }}`.
    init(_ part: LetterFile.Part, of file: String, partials: [String: LetterSource] = [:]) throws(LetterError) {
        do {
            template = try MustacheTemplate(string: Self.prepared(part.text))
            let templates = try partials.mapValues { try MustacheTemplate(string: Self.prepared(Self.withoutEnd($0.text)) + "\n") }
            library = MustacheLibrary(templates: templates)
        } catch let error as MustacheTemplate.ParserError {
            throw LetterError(file: file, line: part.line + error.context.lineNumber - 2, message: "\(error.error)")
        } catch {
            throw LetterError(file: file, line: part.line, message: "\(error)")
        }
    }

    /// The text with placeholders for the values, which the recorder holds.
    ///
    /// A line that has fields and rendered to nothing is gone.
    ///
    /// - Parameter list: the list whose row the scope is; nil: it is the whole letter.
    func render(_ scope: Scope, _ recorder: Recorder, inRowsOf list: String? = nil) -> String {
        let root = list.map { FieldNode(row: scope, of: $0, recorder: recorder) } ?? FieldNode(root: scope, recorder: recorder)
        let text = template.render(root, library: library)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.allSatisfy(\.isWhitespace) }.map { line in
            line.unicodeScalars.contains(Placeholder.blankLine) ? "" : line
        }.joined(separator: "\n")
    }

    private static func withoutEnd(_ text: String) -> String {
        var text = text[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Mustache's own escaping is for HTML and off: values are placeholders.
    private static func prepared(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let marked = lines.map { $0.allSatisfy(\.isWhitespace) ? "\(Placeholder.blankLine)" : String($0) }
        return "{{% CONTENT_TYPE:TEXT}}\n" + marked.joined(separator: "\n")
    }
}
