import FoundationEssentials

/// What the rules said at a time, as far as `explain` asks them; nothing of channels, and no secrets.
package struct RoutingRecord: Hashable, Sendable, Codable {
    private struct KeptRule: Hashable, Codable {
        var id: String
        var name: String
        var on: [AlertKind]
        var `where`: Where
        var restOf: Int?
        var across: Rule.Across
        var send: [Address]
        var mode: Rule.Mode
        /// In seconds.
        var wait: Int64?
        var digest: Digest?

        init(_ rule: Rule) {
            (id, name, `where`, restOf, across, send, mode) = (rule.id, rule.name, rule.where, rule.restOf, rule.across, rule.send, rule.mode)
            (wait, digest) = (rule.wait?.components.seconds, rule.digest)
            on = rule.on.sorted { $0.rawValue < $1.rawValue }
        }

        var rule: Rule {
            Rule(
                id: id, name: name, on: Set(on), where: `where`, restOf: restOf, across: across, send: send, mode: mode,
                wait: wait.map { .seconds($0) }, digest: digest)
        }
    }

    private struct KeptDepartment: Hashable, Codable {
        var name: String
        var rules: [KeptRule]
    }

    private struct KeptExclusion: Hashable, Codable {
        var `where`: Where
        var because: String
    }

    private var departments: [KeptDepartment]
    private var exclude: [KeptExclusion]
    private var otherwise: KeptRule?
    private var operators: [Address]

    package init(_ routing: Routing) {
        departments = routing.departments.map { KeptDepartment(name: $0.name, rules: $0.rules.map(KeptRule.init)) }
        exclude = routing.exclude.map { KeptExclusion(where: $0.where, because: $0.because) }
        otherwise = routing.otherwise.map(KeptRule.init)
        operators = routing.operators
    }

    /// Reads what `text` gave; nil: another version of Stockbell wrote it.
    package init?(text: String) {
        guard let record = try? JSONDecoder().decode(RoutingRecord.self, from: Data(text.utf8)) else { return nil }
        self = record
    }

    /// The same rules give the same text.
    package var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // All of it is texts, numbers and yes or no: that is always JSON.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The rules of then, with the people of today.
    package func routing(over today: Routing) -> Routing {
        Routing(
            departments: departments.map { kept in
                Department(name: kept.name, locale: today.houseLocale, timeZone: today.houseTimeZone, rules: kept.rules.map(\.rule))
            }, exclude: exclude.map { Exclusion(where: $0.where, because: $0.because) }, otherwise: otherwise?.rule, operators: operators,
            houseLocale: today.houseLocale, houseTimeZone: today.houseTimeZone, people: today.people)
    }
}
