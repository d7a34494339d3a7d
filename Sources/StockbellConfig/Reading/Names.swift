import JSON5
import StockbellCore

/// What the file gives names to, read ahead of all else, so that a reference can be judged where it stands.
struct Names {
    /// The sources, as they are written.
    private(set) var sources: [String] = []
    /// The departments, as they are written.
    private(set) var departments: [String] = []
    /// The calendars, as they are written.
    private(set) var calendars: [String] = []
    /// The people, with the channels on which they have an address.
    private(set) var people: [NamedPerson] = []
    /// The rotas, with everybody whom they may name.
    private(set) var rotas: [NamedRota] = []
    /// Whether there is a catalogue.
    private(set) var hasCatalogue = false
    /// The lists of items, as they are written.
    private(set) var lists: [String] = []
    /// The channels, as they are written.
    private(set) var channels: [NamedChannel] = []

    init(_ root: Node, _ variables: Variables) {
        sources = Self.members(of: root, under: "sources").map(\.key)
        calendars = Self.members(of: root, under: "calendars").map(\.key)
        people = Self.members(of: root, under: "people").map { member in
            NamedPerson(name: member.key, place: Self.place(of: member, in: "people"), channels: Self.keys(of: member.node))
        }
        rotas = Self.members(of: root, under: "duty").map { member in
            NamedRota(name: member.key, place: Self.place(of: member, in: "duty"), people: Self.people(of: member.node))
        }
        if case .object(let keys) = root.value { hasCatalogue = keys.contains { $0.key == "catalogue" } }
        lists = Self.members(of: root, under: "lists").map(\.key)
        departments = Self.members(of: root, under: "departments").map(\.key)
        channels = Self.members(of: root, under: "channels").map { member in
            guard case .object(let keys) = member.node.value, case .string(let type)? = keys.first(where: { $0.key == "type" })?.node.value else {
                return NamedChannel(name: member.key, type: nil, keys: [])
            }
            return NamedChannel(name: member.key, type: ChannelType(rawValue: variables.expand(type).value), keys: Set(keys.map(\.key)))
        }
    }

    /// What settings that were read give names to, for another file that refers to it.
    init(_ settings: Settings) {
        sources = settings.sources.map(\.name)
        departments = settings.routing.departments.map(\.name)
        channels = settings.channels.map { NamedChannel($0) }
    }

    /// A person ahead of being read.
    struct NamedPerson {
        let name: String
        let place: Place
        let channels: [String]
    }

    /// A rota ahead of being read.
    struct NamedRota {
        let name: String
        let place: Place
        let people: [String]
    }

    /// Whether a person has a key that is no channel.
    func isMisspelt(_ person: NamedPerson) -> Bool {
        person.channels.contains { name in !channels.contains { $0.name == name } }
    }

    private static func place(of member: Node.Member, in section: String) -> Place {
        Place(path: section, position: member.position).key(member.key, at: member.position)
    }

    private static func keys(of node: Node) -> [String] {
        guard case .object(let members) = node.value else { return [] }
        return members.map(\.key)
    }

    /// Who takes turns in a rota, and who stands in.
    private static func people(of rota: Node) -> [String] {
        guard case .object(let keys) = rota.value else { return [] }
        return keys.flatMap { key -> [String] in
            guard case .array(let nodes) = key.node.value else { return [] }
            switch key.key {
            case "people": return nodes.compactMap(text)
            case "swaps":
                return nodes.compactMap { swap in
                    guard case .object(let members) = swap.value else { return nil }
                    return members.first { $0.key == "person" }.flatMap { text($0.node) }
                }
            default: return []
            }
        }
    }

    private static func text(_ node: Node) -> String? {
        guard case .string(let text) = node.value else { return nil }
        return text.value
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
