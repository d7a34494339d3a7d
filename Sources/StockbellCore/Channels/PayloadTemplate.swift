/// The form of a webhook's body, as a file of the shop says it: JSON whose texts have fields.
///
/// It is a tree before any value is put into it, so that no value can break out of its place.
package struct PayloadTemplate: Hashable, Sendable {
    package indirect enum Node: Hashable, Sendable {
        case null
        case flag(Bool)
        /// As JSON spells it.
        case number(String)
        /// With fields, `{{item.name}}`, and the line of the file in which it begins.
        case text(String, line: Int)
        /// What a variable of the environment holds: a text as it is.
        case secret(Secret)
        case list([Node])
        case object([Member])
    }

    package struct Member: Hashable, Sendable {
        package var key: String
        package var node: Node

        package init(key: String, node: Node) {
            self.key = key
            self.node = node
        }
    }

    /// As config.json names it.
    package var file: String
    package var root: Node

    package init(file: String, root: Node) {
        self.file = file
        self.root = root
    }

    /// What it holds that must never be printed.
    package var secrets: [Secret] { Self.secrets(of: root) }

    /// The texts in it that may have fields.
    package var texts: [String] { Self.texts(of: root) }

    /// The same without its secrets.
    package var redacted: PayloadTemplate { PayloadTemplate(file: file, root: Self.redacted(root)) }

    private static func redacted(_ node: Node) -> Node {
        switch node {
        case .null, .flag, .number, .text: node
        case .secret(let secret): .secret(Secret(secret.description))
        case .list(let nodes): .list(nodes.map(redacted))
        case .object(let members): .object(members.map { Member(key: $0.key, node: redacted($0.node)) })
        }
    }

    private static func texts(of node: Node) -> [String] {
        switch node {
        case .null, .flag, .number, .secret: []
        case .text(let text, _): [text]
        case .list(let nodes): nodes.flatMap(texts)
        case .object(let members): members.flatMap { texts(of: $0.node) }
        }
    }

    private static func secrets(of node: Node) -> [Secret] {
        switch node {
        case .null, .flag, .number, .text: []
        case .secret(let secret): [secret]
        case .list(let nodes): nodes.flatMap(secrets)
        case .object(let members): members.flatMap { secrets(of: $0.node) }
        }
    }
}
