import JSON5

/// Where a value stands: the way to it from the root, and its line and column.
struct Place: Hashable, Sendable {
    /// `departments.sales.rules[0].send`; empty for the root.
    let path: String
    let position: Position

    /// The place of a member of the object here.
    func key(_ key: String, at position: Position) -> Place {
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { $0 > 32 && $0 < 127 && !".[]\"".utf8.contains($0) } && key.utf8.count <= 64
        let step = isPlain ? (path.isEmpty ? key : "." + key) : "[\(key.quoted)]"
        return Place(path: path + step, position: position)
    }

    /// The place of an element of the list here, counted from 0.
    func item(_ index: Int, at position: Position) -> Place {
        Place(path: "\(path)[\(index)]", position: position)
    }

    /// Whether the other place is this one or lies in it.
    func holds(_ path: String) -> Bool {
        guard path.hasPrefix(self.path) else { return false }
        let next = path.utf8.dropFirst(self.path.utf8.count).first
        return self.path.isEmpty || next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
    }
}
