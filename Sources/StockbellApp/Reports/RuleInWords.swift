package import StockbellCore

/// A rule as one English sentence that a buyer understands.
///
/// "purchasing › VIP: when an item of the list vip runs out or gets low at a place, tells the chat buyers and the mail of anna@example.com, at any
/// hour; each gets at most 20 singly in 10 min, the rest in one summary." Each part of it is a function of one key.
package struct RuleInWords {
    private let rule: Rule
    private let department: Department
    private let classes: [String: ChannelSettings.Class]

    private let rotas: Set<String>

    /// - Parameter rotas: the names of those of whom one is on duty.
    package init(_ rule: Rule, of department: Department, channels: [ChannelSettings], rotas: Set<String> = []) {
        self.rotas = rotas
        self.rule = rule
        self.department = department
        classes = Dictionary(channels.map { ($0.name, $0.class) }) { first, _ in first }
    }

    /// All rules of a configuration, department by department, with what is excluded and what becomes of the rest.
    package static func all(_ settings: Settings) -> [String] {
        let routing = settings.routing
        let rotas = Set(routing.people.rotas.map(\.name))
        let excluded = routing.exclude.map { "excluded, \($0.because): nobody hears of \(WhereInWords($0.where).phrase)." }
        let rules = routing.departments.flatMap { department in
            department.rules.map { RuleInWords($0, of: department, channels: settings.channels, rotas: rotas).sentence }
                + department.off.map { "\(department.name) › \($0.replacing("/", with: " › ")): is off." }
        }
        let rest = routing.department(Routing.house).map { house in
            house.rules.map { RuleInWords($0, of: house, channels: settings.channels, rotas: rotas).sentence }
        }
        return excluded + rules + (rest ?? [])
    }

    /// The whole sentence.
    package var sentence: String {
        let more = [rule.digest == nil ? limit : nil, remind, escalate, fallback, letter].compactMap(\.self).map { "; \($0)" }.joined()
        return "\(heading): \(occasion)\(wait), \(verb) \(addresses)\(digest ?? hours)\(more)."
    }

    /// `purchasing › Anna › out`.
    private var heading: String {
        let name = rule.name.replacing("/", with: " › ")
        return isOfHouse ? name : "\(department.name) › \(name)"
    }

    private var isOfHouse: Bool { department.name == Routing.house }

    // MARK: What it hears

    /// `on`, `where` and `across`: "when an item of the list vip runs out or gets low at a place".
    private var occasion: String {
        let rest = rule.restOf == nil ? "" : " that no rule above matches"
        let words: [(AlertKind, String)] = [
            (.outOfStock, "runs out"), (.lowStock, "gets low"), (.backInStock, "is back"), (.refilled, "is refilled"),
        ]
        let verbs = words.filter { rule.on.contains($0.0) }.map(\.1)
        let items = WhereInWords(rule.where).phrase
        var parts: [String] = []
        if !verbs.isEmpty { parts.append("\(items)\(rest) \(Self.list(verbs, "or"))\(across)") }
        if rule.on.contains(.mismatch) { parts.append("two sources differ about \(items)\(rest)") }
        if rule.on.contains(.trouble) { parts.append("there is a trouble") }
        return "when \(Self.list(parts, "or"))\(isOfHouse ? " and no live rule matches" : "")"
    }

    private var across: String {
        rule.across == .allPlaces ? " at all places together" : rule.where.asks(for: .place) ? "" : " at a place"
    }

    // MARK: Whom it tells

    private var verb: String { rule.mode == .trial ? "would tell (it is on trial)" : "tells" }

    /// `send`.
    private var addresses: String { Self.list(rule.send.map(place), "and") }

    private func place(_ address: Address) -> String {
        switch (classes[address.channel], address.recipient) {
        case (.chat, _): "the chat \(address.channel)"
        case (.webhook, _): "the program behind \(address.channel)"
        case (.sms, _?): "the phone of \(person(address))"
        case (.mail, _?): "the mail of \(person(address))"
        default: "\(address)"
        }
    }

    private func person(_ address: Address) -> String {
        if let column = address.column { return "the item's \(column)" }
        guard let name = address.name else { return address.recipient ?? "" }
        return rotas.contains(name) ? "whoever is on duty as \(name)" : name
    }

    // MARK: When and how

    /// `wait`.
    private var wait: String { rule.wait.map { " and that lasts for \($0.words)" } ?? "" }

    /// `digest`; nil: each alert goes by itself.
    private var digest: String? {
        guard let digest = rule.digest else { return nil }
        let open = digest.showsOpen ? ", with what is open still" : ""
        return ", all in one message (\(digest.schedule))\(open)\(digest.sendsEmpty ? ", and with nothing new, too" : "")"
    }

    /// The department's hours and `outsideHours`.
    private var hours: String {
        guard let hours = department.hours, !rule.on.isSubset(of: [.trouble]) else { return ", at any hour" }
        let outside = rule.outsideHours ?? department.outsideHours
        let channels = Self.once(rule.send.map(\.channel))
        let waiting = channels.filter { outside.choice(for: $0) == .later }
        if waiting.isEmpty { return ", at any hour" }
        let whom = waiting.count == channels.count ? "" : "\(Self.list(waiting, "and")) "
        return ", \(whom)in the hours \(hours.name); what comes outside them waits"
    }

    /// `limit`, by those channels that have one.
    private var limit: String? {
        let channels = Self.once(rule.send.map(\.channel)).filter { classes[$0] != nil }
        let limits = channels.map { channel in classes[channel].flatMap { rule.limit.limit(on: $0) } }
        guard limits.contains(where: { $0 != nil }) else { return nil }
        if let one = limits.first.flatMap(\.self), limits.allSatisfy({ $0 == one }) {
            return "each gets at most \(one.max) singly in \(one.per.words), the rest in one summary"
        }
        let parts = zip(channels, limits).map { channel, limit in
            limit.map { "\(channel) at most \($0.max) singly in \($0.per.words)" } ?? "\(channel) all"
        }
        return "\(parts.joined(separator: ", ")), the rest in one summary"
    }

    /// `remind`.
    private var remind: String? { rule.remind.map { "says it again every \($0.words) while nobody has it" } }

    /// `escalate`.
    private var escalate: String? {
        guard !rule.escalate.isEmpty else { return nil }
        let steps = rule.escalate.map { "\(Self.list($0.send.map(place), "and")) after \($0.after.words)" }
        return "while nobody has it also tells \(Self.list(steps, "and"))"
    }

    /// `fallback`.
    private var fallback: String? {
        rule.fallback.isEmpty ? nil : "what cannot be delivered goes to \(Self.list(rule.fallback.map(place), "or"))"
    }

    /// `letter`.
    private var letter: String? { rule.letter.map { "in the words of the letter \($0)" } }

    // MARK: Words

    private static func list(_ parts: [String], _ word: String) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return "\(parts.dropLast().joined(separator: ", ")) \(word) \(last)"
    }

    private static func once(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}
