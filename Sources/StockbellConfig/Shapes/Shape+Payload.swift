import FoundationEssentials
import JSON5
import StockbellCore

extension Shape<PayloadTemplate> {
    /// A file with the JSON of a webhook's body.
    ///
    /// Variables are replaced in it as in config.json; its fields are judged with the letters.
    static var payload: Shape {
        Shape("a JSON file") { text, reading throws(Complaint) in
            guard !text.value.isEmpty, let content = try? reading.variables.readFile(text.value.resolved(in: reading.folder)) else {
                throw Complaint("the file \(text.quoted) cannot be read; is it there, and open to this user?")
            }
            let file = PayloadFile(name: text.value, variables: reading.variables)
            return PayloadTemplate(file: text.value, root: try file.read(content))
        }
    }
}

/// Reads the JSON of a body.
private struct PayloadFile {
    private static let limits = JSON5.Document.Limits(bytes: 65_536, depth: 16)

    let name: String
    let variables: Variables

    func read(_ content: String) throws(Complaint) -> PayloadTemplate.Node {
        let document: JSON5.Document
        do throws(SyntaxError) {
            document = try JSON5.Document(content, limits: Self.limits)
        } catch {
            throw complaint(error.message, at: error.position)
        }
        if let twice = document.duplicates.first { throw complaint(twice.message, at: twice.position) }
        return try node(document.root)
    }

    private func complaint(_ message: String, at position: Position) -> Complaint {
        Complaint("\(name.quoted), line \(position.line): \(message)")
    }

    private func node(_ node: Node) throws(Complaint) -> PayloadTemplate.Node {
        switch node.value {
        case .null: return .null
        case .bool(let flag): return .flag(flag)
        case .number(let number):
            guard let decimal = number.decimal else { throw complaint("\(number) is no number that JSON has", at: node.position) }
            return .number(decimal.description)
        case .string(let text): return try self.text(text, at: node.position)
        case .array(let nodes):
            var list: [PayloadTemplate.Node] = []
            for inner in nodes { list.append(try self.node(inner)) }
            return .list(list)
        case .object(let members):
            var object: [PayloadTemplate.Member] = []
            for member in members { object.append(.init(key: member.key, node: try self.node(member.node))) }
            return .object(object)
        }
    }

    /// What a variable holds is never read for fields.
    private func text(_ text: StringText, at position: Position) throws(Complaint) -> PayloadTemplate.Node {
        let expansion = variables.expand(text)
        if let first = expansion.complaints.first { throw complaint(first, at: position) }
        guard expansion.isExpanded else { return .text(expansion.value, line: position.line) }
        guard !text.value.contains("{{") else { throw complaint("a variable and a field cannot stand in one text", at: position) }
        return .secret(Secret(expansion.value))
    }
}
