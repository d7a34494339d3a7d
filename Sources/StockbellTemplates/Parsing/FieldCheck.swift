import StockbellCore

/// Checks a letter's tags against the list of fields, and its partials with it; what it learns on the way is what a stencil needs.
struct FieldCheck {
    private enum Context {
        /// A row of a list: what is outside cannot be seen from here.
        case row(list: String)
        /// A section on a field that has fields of its own.
        case field(String)
    }

    private struct Opened {
        var tag: Tag
        var pushes: Bool
    }

    let isLayout: Bool
    /// The file that `{{> name}}` stands for; nil: there is none.
    let partial: (String) -> LetterSource?
    /// For "did you mean".
    let partialNames: [String]

    private(set) var problems: [LetterError] = []
    private(set) var warnings: [LetterError] = []
    /// What sections ask for, each once.
    private(set) var sections: [Entry] = []
    /// Whether a section repeats itself.
    private(set) var hasLists = false
    /// Whether it asks for what only a layout or a form of JSON surrounds.
    private(set) var usesLayout = false
    private(set) var partials: [String: LetterSource] = [:]

    init(isLayout: Bool = false, partialNames: [String] = [], partial: @escaping (String) -> LetterSource? = { _ in nil }) {
        self.isLayout = isLayout
        self.partial = partial
        self.partialNames = partialNames
    }

    /// Checks a text in a form of JSON, which may stand in the rows of a list.
    mutating func check(_ part: LetterFile.Part, of file: String, inRowsOf list: String?) {
        check(part, of: file, allowsPartials: false, contexts: list.map { [.row(list: $0)] } ?? [], including: [])
    }

    /// Checks one part of a file.
    mutating func check(_ part: LetterFile.Part, of file: String, allowsPartials: Bool) {
        check(part, of: file, allowsPartials: allowsPartials, contexts: [], including: [])
    }

    private mutating func check(_ part: LetterFile.Part, of file: String, allowsPartials: Bool, contexts: [Context], including: [String]) {
        var contexts = contexts
        var open: [Opened] = []
        for tag in Tag.all(in: part.text, file: file, line: part.line, problems: &problems) {
            func complain(_ message: String) { problems.append(LetterError(file: file, line: tag.line, message: message)) }
            switch tag.kind {
            case .partial:
                guard allowsPartials else {
                    complain("{{> \(tag.name)}}: a partial cannot stand here, only in the body of a letter")
                    continue
                }
                include(tag, file, contexts, including)
            case .value:
                guard let entry = find(tag, file, contexts) else { continue }
                if let complaint = complaint(about: entry, tag) { complain(complaint) }
            case .section, .inverted:
                let entry = find(tag, file, contexts)
                var pushes = false
                if let entry {
                    if !sections.contains(where: { $0.path == entry.path }) { sections.append(entry) }
                    hasLists = hasLists || entry.isList
                    if tag.kind == .section, !entry.isYesNo {
                        contexts.append(entry.isList ? .row(list: entry.path) : .field(entry.path))
                        pushes = true
                    }
                }
                open.append(Opened(tag: tag, pushes: pushes))
            case .end:
                guard let last = open.popLast() else {
                    complain("{{/\(tag.name)}} ends a section that was never begun")
                    continue
                }
                if last.pushes { contexts.removeLast() }
                if last.tag.name != tag.name {
                    complain("{{/\(tag.name)}} stands where {{/\(last.tag.name)}} must end the section of line \(last.tag.line)")
                }
            }
        }
        for opened in open {
            let message = "the section {{#\(opened.tag.name)}} is never ended: {{/\(opened.tag.name)}} is missing"
            problems.append(LetterError(file: file, line: opened.tag.line, message: message))
        }
    }

    private mutating func include(_ tag: Tag, _ file: String, _ contexts: [Context], _ including: [String]) {
        func complain(_ message: String) { problems.append(LetterError(file: file, line: tag.line, message: message)) }
        guard !including.contains(tag.name) else {
            complain("the partial {{> \(tag.name)}} includes itself")
            return
        }
        guard let source = partials[tag.name] ?? partial(tag.name) else {
            complain("there is no partial _\(tag.name).md" + Nearest.hint(for: tag.name, in: partialNames))
            return
        }
        partials[tag.name] = source
        let whole = LetterFile.Part(text: source.text, line: 1)
        check(whole, of: source.name, allowsPartials: true, contexts: contexts, including: including + [tag.name])
    }

    /// Finds what a name stands for as Mustache does: from the innermost section outwards, but never out of a row.
    private mutating func find(_ tag: Tag, _ file: String, _ contexts: [Context]) -> Entry? {
        let first = tag.name.prefix { $0 != "." }
        let list = contexts.lazy.reversed().compactMap { if case .row(let list) = $0 { list } else { nil } }.first
        var path = tag.name
        search: for context in contexts.reversed() {
            switch context {
            case .row: break search
            case .field(let field):
                guard FieldList.entries["\(field).\(first)"] != nil else { continue }
                path = "\(field).\(tag.name)"
                break search
            }
        }
        let entry = path.contains("[]") ? FieldList.entries[path] : FieldList.entry(path, inRowsOf: list)
        guard let entry, isLayout || !entry.field.isForLayout else {
            let why = entry == nil ? "unknown field \"\(tag.name)\"" : "\"\(tag.name)\" can stand in layout.html only"
            problems.append(LetterError(file: file, line: tag.line, message: why + (entry == nil ? hint(tag.name, list) : "")))
            return nil
        }
        usesLayout = usesLayout || entry.field.isForLayout
        if let list, !entry.path.hasPrefix("\(list)[]"), let rows = FieldList.entries[list]?.field.rows, !rows.isEmpty,
            !rows.contains(where: { entry.path == $0 || entry.path.hasPrefix("\($0).") })
        {
            let message = "\"\(tag.name)\" is never known in a row of \(list), which knows \(rows.joined(separator: ", "))"
            warnings.append(LetterError(file: file, line: tag.line, message: message))
        }
        return entry
    }

    private func hint(_ name: String, _ list: String?) -> String {
        var names = FieldList.entries.values.filter { !$0.path.contains("[]") && (isLayout || !$0.field.isForLayout) }.map(\.path)
        if let list { names += FieldList.entries.keys.filter { $0.hasPrefix("\(list)[].") }.map { String($0.dropFirst(list.count + 3)) } }
        return Nearest.hint(for: name, in: names.sorted())
    }

    private func complaint(about entry: Entry, _ tag: Tag) -> String? {
        if entry.isYesNo { return "\"\(tag.name)\" is yes or no: write {{#\(tag.name)}}…{{/\(tag.name)}}" }
        if entry.isList { return "\"\(tag.name)\" is a list: write {{#\(tag.name)}}…{{/\(tag.name)}}" }
        if !entry.isPrintable {
            let inner = FieldList.entries.keys.filter { $0.hasPrefix("\(entry.path).") && !$0.contains("[]") }.sorted().first
            return "\"\(tag.name)\" prints nothing itself" + (inner.map { "; try \"\($0)\"" } ?? "")
        }
        let targets = ["href", "src"].flatMap { ["\($0)=", "\($0)='", "\($0)=\""] }
        if isLayout, entry.field.kind != .link, targets.contains(where: { tag.before.hasSuffix($0) }) {
            return "\"\(tag.name)\" is no link and cannot be the target of one"
        }
        return nil
    }
}
