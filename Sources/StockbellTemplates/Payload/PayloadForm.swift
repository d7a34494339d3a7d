import StockbellCore

/// The form of a webhook's body, checked and compiled.
///
/// Values are put into the tree and never into its text, so that whatever a name holds, the body stays the JSON that the shop wrote.
final class PayloadForm: Sendable {
    indirect enum Piece: Sendable {
        /// JSON as it is.
        case fixed([UInt8])
        /// A text that is one field and nothing else: the value keeps its type.
        case value(Entry)
        case text(Stencil)
        case list([Piece])
        case object([(key: [UInt8], piece: Piece)])
        /// What stands once for every row of a list.
        case rows(Entry, [Piece])
    }

    let file: String
    let warnings: [LetterError]
    /// Whether it says words of the letter: `subject`, `content`.
    let needsLetter: Bool
    private let root: Piece

    /// Checks and compiles the form.
    ///
    /// - Throws: `LetterProblems` with all that is wrong with it.
    init(_ template: PayloadTemplate) throws(LetterProblems) {
        var compiler = PayloadCompiler(file: template.file)
        let root = compiler.compile(template.root, list: nil)
        guard let root, compiler.problems.isEmpty else { throw LetterProblems(compiler.problems) }
        self.root = root
        file = template.file
        warnings = compiler.warnings
        needsLetter = compiler.needsLetter
    }

    /// The body.
    func write(_ scope: Scope) -> [UInt8] {
        var bytes: [UInt8] = []
        Self.write(root, scope, list: nil, &bytes)
        return bytes
    }

    private static func write(_ piece: Piece, _ scope: Scope, list: String?, _ bytes: inout [UInt8]) {
        switch piece {
        case .fixed(let json): bytes += json
        case .value(let entry): bytes += PayloadValue.json(of: entry, in: scope)
        case .text(let stencil): bytes += PayloadValue.json(of: stencil, in: scope, list: list)
        case .list(let pieces): write(pieces, [(scope, list)], &bytes)
        case .rows(let entry, let pieces): write(pieces, entry.rows(in: scope).map { ($0, entry.path) }, &bytes)
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes += member.key + [UInt8(ascii: ":")]
                write(member.piece, scope, list: list, &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ pieces: [Piece], _ scopes: [(scope: Scope, list: String?)], _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for (scope, list) in scopes {
            for piece in pieces {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                write(piece, scope, list: list, &bytes)
            }
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
