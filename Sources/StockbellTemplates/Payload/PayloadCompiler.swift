import StockbellCore

/// Compiles the form of a body, and collects what is wrong with it.
struct PayloadCompiler {
    let file: String
    private(set) var problems: [LetterError] = []
    private(set) var warnings: [LetterError] = []
    private(set) var needsLetter = false

    init(file: String) {
        self.file = file
    }

    /// nil: something is wrong, and noted.
    ///
    /// - Parameter list: the list in whose rows the node stands.
    mutating func compile(_ node: PayloadTemplate.Node, list: String?) -> PayloadForm.Piece? {
        switch node {
        case .null: return .fixed(Array("null".utf8))
        case .flag(let flag): return .fixed(Array((flag ? "true" : "false").utf8))
        case .number(let number): return .fixed(Array(number.utf8))
        case .secret(let secret): return .fixed(PayloadValue.quoted(secret.reveal()))
        case .text(let text, let line): return compile(text, line: line, list: list)
        case .list(let nodes): return compile(nodes, list: list)
        case .object(let members):
            var pieces: [(key: [UInt8], piece: PayloadForm.Piece)] = []
            for member in members {
                if let piece = compile(member.node, list: list) { pieces.append((PayloadValue.quoted(member.key), piece)) }
            }
            return pieces.count == members.count ? .object(pieces) : nil
        }
    }

    /// A list that begins with the text `{{#summary.alerts}}` has the rest once for every row.
    private mutating func compile(_ nodes: [PayloadTemplate.Node], list: String?) -> PayloadForm.Piece? {
        guard case .text(let text, let line)? = nodes.first, let name = Self.tag(text, .section) else {
            let pieces = nodes.compactMap { compile($0, list: list) }
            return pieces.count == nodes.count ? .list(pieces) : nil
        }
        guard let entry = FieldList.entry(name, inRowsOf: list), entry.isList else {
            complain("a list of JSON can begin with {{#…}} of a list only, such as {{#summary.alerts}}; \"\(name)\" is none", line)
            return nil
        }
        let pieces = nodes.dropFirst().compactMap { compile($0, list: entry.path) }
        return pieces.count == nodes.count - 1 ? .rows(entry, pieces) : nil
    }

    private mutating func compile(_ text: String, line: Int, list: String?) -> PayloadForm.Piece? {
        guard text.utf8.contains(UInt8(ascii: "{")), text.contains("{{") else { return .fixed(PayloadValue.quoted(text)) }
        if let name = Self.tag(text, .value), let entry = FieldList.entry(name, inRowsOf: list), entry.isPrintable || entry.isYesNo {
            needsLetter = needsLetter || entry.field.isForLayout
            return .value(entry)
        }
        let source = LetterSource(name: file, text: text)
        let part = LetterFile.Part(text: source.text, line: line)
        var check = FieldCheck(isLayout: true)
        check.check(part, of: file, inRowsOf: list)
        let wrong = check.problems + source.problems.map { LetterError(file: file, line: line, message: $0.message) }
        problems += wrong
        warnings += check.warnings
        needsLetter = needsLetter || check.usesLayout
        guard wrong.isEmpty else { return nil }
        do {
            return .text(try Stencil(part, of: file))
        } catch {
            problems.append(error)
            return nil
        }
    }

    private mutating func complain(_ message: String, _ line: Int) { problems.append(LetterError(file: file, line: line, message: message)) }

    /// The name in a text that is one tag of that kind and nothing else; nil: it is more, or less.
    private static func tag(_ text: String, _ kind: Tag.Kind) -> String? {
        guard text.hasPrefix("{{"), text.hasSuffix("}}"), text.ranges(of: "{{").count == 1 else { return nil }
        var ignored: [LetterError] = []
        let tags = Tag.all(in: text, file: "", line: 1, problems: &ignored)
        return tags.count == 1 && tags[0].kind == kind && ignored.isEmpty ? tags[0].name : nil
    }
}
