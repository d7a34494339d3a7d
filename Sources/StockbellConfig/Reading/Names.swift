import JSON5
import StockbellCore

/// What the file gives names to, read ahead of all else, so that a reference can be judged where it stands.
struct Names {
    /// The sources, as they are written.
    private(set) var sources: [String] = []
    /// The calendars, as they are written.
    private(set) var calendars: [String] = []
    /// The channels with their type; nil where it is missing or wrong.
    private(set) var channels: [(name: String, type: ChannelType?)] = []

    init(_ root: Node, _ variables: Variables) {
        sources = Self.members(of: root, under: "sources").map(\.key)
        calendars = Self.members(of: root, under: "calendars").map(\.key)
        channels = Self.members(of: root, under: "channels").map { member in
            guard case .object(let keys) = member.node.value, case .string(let type)? = keys.first(where: { $0.key == "type" })?.node.value else {
                return (member.key, nil)
            }
            return (member.key, ChannelType(rawValue: variables.expand(type).value))
        }
    }

    /// A misspelt section counts as the one that was meant, or each of its names would be a further error.
    private static func members(of root: Node, under key: String) -> [Node.Member] {
        guard case .object(let keys) = root.value,
            let section = keys.first(where: { $0.key == key }) ?? keys.first(where: { Nearest.word(to: $0.key, in: [key]) != nil }),
            case .object(let members) = section.node.value
        else { return [] }
        return members
    }
}
