import Mustache

/// A field, or the surroundings of fields, as Mustache asks for them.
struct FieldNode: MustacheParent, MustacheCustomRenderable {
    private enum Place {
        case root
        case row
        case field(Entry)
        /// A field that the row does not have: it answers for it, so that nothing is taken from outside.
        case nowhere
    }

    private let scope: Scope
    private let place: Place
    /// The list whose row this is, or lies in.
    private let list: String?
    private let recorder: Recorder

    private init(scope: Scope, place: Place, list: String?, recorder: Recorder) {
        self.scope = scope
        self.place = place
        self.list = list
        self.recorder = recorder
    }

    /// The outermost surroundings of a letter.
    init(root scope: Scope, recorder: Recorder) {
        self.init(scope: scope, place: .root, list: nil, recorder: recorder)
    }

    /// A row of a list.
    init(row scope: Scope, of list: String, recorder: Recorder) {
        self.init(scope: scope, place: .row, list: list, recorder: recorder)
    }

    func child(named name: String) -> Any? {
        switch place {
        case .root: FieldList.entries[name].map(node)
        case .row: entry(ofRow: name).map(node) ?? FieldNode(scope: scope, place: .nowhere, list: list, recorder: recorder)
        case .field(let entry): FieldList.entries["\(entry.path).\(name)"].map(node)
        case .nowhere: nil
        }
    }

    /// A field of the row; nil for one that it can never know.
    private func entry(ofRow name: String) -> Entry? {
        guard let list, let entry = FieldList.entry(name, inRowsOf: list) else { return nil }
        let known = FieldList.entries[list]?.field.rows ?? []
        return known.isEmpty || known.contains(name) ? entry : nil
    }

    private func node(_ entry: Entry) -> Any {
        guard entry.isList else { return FieldNode(scope: scope, place: .field(entry), list: list, recorder: recorder) }
        return entry.rows(in: scope).map { FieldNode(scope: $0, place: .row, list: entry.path, recorder: recorder) }
    }

    /// The placeholder under which the value is remembered.
    var renderText: String {
        if case .field(let entry) = place { recorder.add(entry, in: scope) } else { "" }
    }

    /// The law of known fields: a section shows if the field is known.
    var isNull: Bool {
        switch place {
        case .root, .row: false
        case .field(let entry): !entry.isKnown(in: scope)
        case .nowhere: true
        }
    }
}

/// Numbers the values of one rendering in the order in which they are printed.
final class Recorder {
    private(set) var slots: [(entry: Entry, scope: Scope)] = []

    /// Remembers a value and gives its placeholder.
    func add(_ entry: Entry, in scope: Scope) -> String {
        slots.append((entry, scope))
        return Placeholder.text(slots.count - 1)
    }
}
