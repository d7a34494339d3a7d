import JSON5
import StockbellCore

/// Reads the members of one object by a section's declarations.
struct SectionReader<S: Section> {
    private(set) var section = S()
    private let written: Written
    private let members: [Node.Member]
    /// A section of the same kind around this one, which hands its values down.
    private let outer: S?
    /// Built keys that are not there: what a misspelt one may have been meant for.
    private let missing: [Key<S>]
    private var isSeen: Set<String> = []
    private var hasLaterKey = false

    init(_ members: [Node.Member], of written: Written, inheriting outer: S? = nil) {
        self.outer = outer
        self.written = written
        self.members = members
        let present = Set(members.map(\.key))
        missing = S.keys.filter { $0.facts.isBuilt && !present.contains($0.name) }
    }

    /// Reads every member, then gives missing keys what the section around has for them, or their defaults, and asks for those that must be there.
    mutating func read(_ reading: inout Reading) {
        for member in members where S.first.contains(member.key) { read(member, &reading) }
        for member in members where !S.first.contains(member.key) { read(member, &reading) }
        if let outer {
            for key in S.keys where !isSeen.contains(key.name) && key.inherit(outer, &section) { isSeen.insert(key.name) }
        }
        fill(&reading)
    }

    /// Whether nothing stands for the key: neither the key itself, nor one of a later version that may.
    func lacks(_ key: String) -> Bool { !isSeen.contains(key) && !hasLaterKey }

    /// Reads one member.
    ///
    /// A misspelt key is read as the one that was probably meant, so that its value is looked at in the same run.
    private mutating func read(_ member: Node.Member, _ reading: inout Reading) {
        let place = written.place.key(member.key, at: member.position)
        if let key = S.keys.first(where: { $0.name == member.key }) {
            if key.facts.isBuilt {
                take(key, from: written.member(member), &reading)
            } else {
                hasLaterKey = true
                reading.error("\(key.name.quoted) is not built yet; leave it out", at: place)
            }
            return
        }
        if reading.isFull { return }
        if let name = Nearest.word(to: member.key, in: missing.map(\.name)), let key = missing.first(where: { $0.name == name }) {
            reading.error("unknown key; did you mean \"\(name)\"?", at: place)
            if !isSeen.contains(name) { take(key, from: written.member(member), &reading) }
        } else {
            let names = S.keys.filter { $0.facts.isBuilt && $0.facts.standing != .ignored }.map(\.name)
            reading.error("unknown key; here belong \(names.joined(separator: ", "))", at: place)
        }
    }

    /// What must be there is not asked for where a key of a later version may stand for it.
    private mutating func fill(_ reading: inout Reading) {
        for key in S.keys where !isSeen.contains(key.name) {
            switch key.facts.standing {
            case .default(let value):
                let place = written.place.key(key.name, at: written.node.position)
                take(key, from: Written(node: value.node(at: place.position), path: place.path), &reading)
            case .required where !hasLaterKey:
                let example = key.facts.example.map { ", such as \"\(key.name)\": \($0.line)" } ?? ""
                reading.error("needs \"\(key.name)\"\(example)", at: written.place)
            default:
                break
            }
        }
    }

    private mutating func take(_ key: Key<S>, from written: Written, _ reading: inout Reading) {
        isSeen.insert(key.name)
        key.read(written, &section, &reading)
    }
}
