import JSON5

/// Rows with named columns, whatever the file's format: CSV, a JSON list of objects, or a JSON object of them by key.
struct TableSheet {
    /// As the file has them.
    let columns: [String]
    let rows: [CSVTable.Row]
    /// The line that names the columns; nil where every row names its own.
    let headLine: Int?
    /// nil: numbers are JSON's own.
    let separator: Character?

    private static let limits = Document.Limits(bytes: 64 << 20, depth: 8)

    /// - Parameter key: what an object's own keys are, where the file is an object of objects.
    /// - Throws: when it is no table.
    init(_ text: String, key: String) throws(Complaint) {
        let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
        if first == "[" || first == "{" {
            try self.init(json: text, key: key)
        } else {
            try self.init(csv: text)
        }
    }

    private init(csv text: String) throws(Complaint) {
        let csv = try CSVTable(text)
        guard let head = csv.rows.first else { throw Complaint("is empty; its first line names the columns") }
        (columns, rows, headLine, separator) = (head.cells, Array(csv.rows.dropFirst()), head.line, csv.separator)
    }

    private init(json text: String, key: String) throws(Complaint) {
        let root: Node
        do throws(SyntaxError) {
            root = try Document(text, limits: Self.limits).root
        } catch {
            throw Complaint("line \(error.position.line): \(error.message)")
        }
        var objects: [(key: String?, node: Node)] = []
        switch root.value {
        case .array(let nodes): objects = nodes.map { (nil, $0) }
        case .object(let members): objects = members.map { ($0.key, $0.node) }
        default: throw Complaint("holds neither a list nor an object")
        }
        var (columns, positions): ([String], [String: Int]) = ([key], [key: 0])
        var rows: [CSVTable.Row] = []
        for object in objects {
            guard case .object(let members) = object.node.value else {
                throw Complaint("line \(object.node.position.line): must be an object { … }, found \(object.node.kind)")
            }
            var row = CSVTable.Row(line: object.node.position.line, cells: [object.key ?? ""])
            for member in members {
                let position = positions[member.key] ?? columns.count
                if position == columns.count {
                    columns.append(member.key)
                    positions[member.key] = position
                }
                while row.cells.count <= position { row.cells.append("") }
                row.cells[position] = Self.text(member.node)
            }
            rows.append(row)
        }
        (self.columns, self.rows, headLine, separator) = (columns, rows, nil, nil)
    }

    private static func text(_ node: Node) -> String {
        switch node.value {
        case .null, .object: ""
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.decimal.map { "\($0)" } ?? ""
        case .string(let text): text.value
        case .array(let nodes): nodes.map(text).joined(separator: "|")
        }
    }
}
