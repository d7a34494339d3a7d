import JSON5

/// A value as it is written in the file, with the way to it.
struct Written: Hashable, Sendable {
    let node: Node
    let path: String

    var place: Place { Place(path: path, position: node.position) }

    /// The value of a member of the object here.
    func member(_ member: Node.Member) -> Written {
        Written(node: member.node, path: place.key(member.key, at: member.position).path)
    }

    /// The elements of the list here, with their places.
    func items(_ nodes: [Node]) -> [Written] {
        nodes.enumerated().map { Written(node: $1, path: place.item($0, at: $1.position).path) }
    }
}
