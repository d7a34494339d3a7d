import FoundationEssentials
import JSON5
import StockbellCore

/// One run over a file: what its values may refer to, and the problems found so far.
struct Reading {
    let file: String
    /// Where relative paths begin.
    let folder: String
    let names: Names
    let variables: Variables
    let isKnownZone: (String) -> Bool
    private(set) var problems: [Problem] = []
    /// What is odd in files that the file names, in their order.
    private(set) var fileProblems: [Problem] = []
    /// Whether a table that cannot be read is only a warning, and empty: for who looks and judges nothing by it.
    let mayLackTables: Bool
    /// The present; nil: nothing is judged by it.
    let now: Date?
    /// What is wrong with a key that mails are signed with.
    let keyFault: KeyFault
    /// Tables that people edit by themselves, by their paths.
    var tables: Set<String> = []
    /// The lists of items that were read; they come before all that names them.
    var lists: [String: ItemList] = [:]
    /// The channels that some address names.
    var usedChannels: Set<String> = []
    /// The lists that some condition names.
    var usedLists: Set<String> = []
    /// The people and rotas that some address names.
    var usedNames: Set<String> = []
    /// Where each rule stands, by its id.
    var rules: [String: Place] = [:]
    /// The addresses that a column of the catalogue says.
    var columnAddresses: [Named<Address>] = []

    static let longestText = 4_096
    /// Beyond these a person mends first and asks again.
    static let mostProblems = 200
    /// So many rows of one table are named; beyond these they are counted.
    static let mostRows = 20

    /// Whether no further problem will be noted.
    var isFull: Bool { problems.count > Self.mostProblems }

    init(
        file: String, folder: String, names: Names, variables: Variables, isKnownZone: @escaping (String) -> Bool,
        mayLackTables: Bool = false, now: Date? = nil, keyFault: @escaping KeyFault = { _ in nil }
    ) {
        self.file = file
        self.folder = folder
        self.names = names
        self.variables = variables
        self.isKnownZone = isKnownZone
        self.mayLackTables = mayLackTables
        self.now = now
        self.keyFault = keyFault
    }

    mutating func error(_ message: String, at place: Place) {
        note(.error, message, place)
    }

    /// Notes that a table cannot be used.
    mutating func refuseTable(_ message: String, at place: Place) {
        note(mayLackTables ? .warning : .error, message, place)
    }

    mutating func warn(_ message: String, at place: Place) {
        note(.warning, message, place)
    }

    /// Notes rows of another file that are skipped.
    mutating func warn(ofRows complaints: [(line: Int, message: String)], in file: String) {
        var named = complaints.prefix(Self.mostRows).map { ($0.line, $0.message) }
        if complaints.count > named.count {
            named.append((complaints[named.count].line, "and \(complaints.count - named.count) more rows are skipped"))
        }
        fileProblems += named.map { Problem(severity: .warning, file: file, path: "", line: $0.0, column: 1, message: $0.1) }
    }

    /// Whether something is wrong at the place or inside it, so that what follows from that is better left unsaid.
    func hasError(within place: Place) -> Bool {
        problems.contains { $0.severity == .error && place.holds($0.path) }
    }

    /// The string at a place, its variables replaced; nil, and the problem noted, when it is none or cannot be used anywhere.
    ///
    /// No text may hold a control character: it would end up in a header, a file name or a log. Where `isOneLine` is false, lines may end.
    mutating func text(_ written: Written, as words: String, isOneLine: Bool = true) -> Text? {
        guard case .string(let string) = written.node.value else {
            let hint = if case .number = written.node.value { "; put it in quotes" } else { "" }
            error("must be \(words), found \(written.node.kind)\(hint)", at: written.place)
            return nil
        }
        let expansion = variables.expand(string)
        expansion.complaints.forEach { error($0, at: written.place) }
        guard expansion.complaints.isEmpty else { return nil }
        if let control = expansion.value.unicodeScalars.first(where: {
            ($0.properties.generalCategory == .control || $0.value == 0x2028 || $0.value == 0x2029)
                && (isOneLine || $0 != "\n" && $0 != "\r")
        }) {
            error(
                "holds the control character U+\(String(control.value, radix: 16, uppercase: true)); write it in one line without", at: written.place)
            return nil
        }
        guard expansion.value.utf8.count <= Self.longestText else {
            error("is longer than \(Self.longestText) bytes", at: written.place)
            return nil
        }
        return Text(value: expansion.value, quoted: string.value.quoted, isExpanded: expansion.isExpanded, place: written.place)
    }

    private mutating func note(_ severity: Problem.Severity, _ message: String, _ place: Place) {
        if isFull { return }
        let isLast = problems.count == Self.mostProblems
        let problem = Problem(
            severity: isLast ? .error : severity, file: file, path: isLast ? "" : place.path, line: place.position.line,
            column: place.position.column, message: isLast ? "there are more problems; mend these first" : message)
        if !problems.contains(problem) { problems.append(problem) }
    }
}
