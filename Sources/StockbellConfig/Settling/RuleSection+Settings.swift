import JSON5
import StockbellCore

extension RuleSection {
    /// What all of `where` say, here and in the groups around.
    var condition: Where { conditions.isEmpty ? .always : conditions.count == 1 ? conditions[0] : .all(conditions) }

    /// What it is called: `VIP`, in a group `Anna/out`; without a name `out-of-stock → buyers`, counted where two would be called alike.
    func label(_ shown: inout [String: Int]) -> String {
        let kinds = (on?.value ?? []).map { $0 == .all ? "all" : $0.rawValue }.joined(separator: ", ")
        let addresses = (send?.value ?? []).map(\.value.description).joined(separator: ", ")
        let label = (groups + [name?.value ?? "\(kinds) → \(addresses)"]).joined(separator: "/")
        guard name == nil else { return label }
        let count = shown[label, default: 0] + 1
        shown[label] = count
        return count == 1 ? label : "\(label) (\(count))"
    }

    /// The rule that the section says, for a department that has such defaults.
    ///
    /// - Parameter place: where it stands.
    func settings(id: String, name: String, mode: Rule.Mode, limit: Limit.Choice, at place: Place, _ reading: inout Reading) -> Rule {
        let kinds = (on?.value ?? []).reduce(into: Set<AlertKind>()) { $0.formUnion($1.kinds) }
        let across = across?.value ?? .place
        if across == .allPlaces, let on, !kinds.isDisjoint(with: [.mismatch, .trouble]) {
            reading.error(
                "\(kinds.contains(.mismatch) ? "a mismatch is of one place" : "a trouble is of no place"); give it a rule without \"across\"",
                at: on.place)
        }
        if kinds.contains(.trouble), let found = send?.value.first(where: { $0.value.column != nil }) {
            reading.error("\"\(found.value)\": a trouble is of no item; give it a rule that names somebody", at: found.place)
        }
        var settled = Rule(
            id: id, name: name, on: kinds, where: condition, across: across, send: Self.once(send?.value ?? [], &reading),
            limit: self.limit?.value ?? limit, outsideHours: outsideHours?.value, mode: mode, letter: letter?.value, wait: wait?.value)
        settleFollowing(&settled, &reading)
        return settled
    }

    /// What follows a message of the rule.
    private func settleFollowing(_ settled: inout Rule, _ reading: inout Reading) {
        settled.remind = remind?.value
        settled.escalate = (escalate?.value ?? []).compactMap { step in
            guard let after = step.value.after?.value, let send = step.value.send?.value else { return nil }
            return Rule.Escalation(after: after, send: Self.once(send, &reading))
        }
        settled.fallback = Self.once(fallback?.value ?? [], &reading)
        for address in fallback?.value ?? [] where settled.send.contains(address.value) {
            reading.warn("hears it by this rule already, so it is no way out when a message cannot be delivered", at: address.place)
        }
        if let late = remind?.place ?? escalate?.place, settled.on.isDisjoint(with: AlertKind.allCases.filter(\.isBad)) {
            reading.warn("this rule only hears good news, of which nobody is reminded", at: late)
        }
    }

    private static func once(_ send: [Found<Address>], _ reading: inout Reading) -> [Address] {
        var seen: Set<Address> = []
        return send.compactMap { found in
            guard seen.insert(found.value).inserted else {
                reading.warn("stands twice in this rule", at: found.place)
                return nil
            }
            return found.value
        }
    }
}

extension Found<Limit.Choice> {
    /// The limit as rules have it that say none: it is for people.
    var handedDown: Limit.Choice {
        if case .own(let limit) = value { return .people(limit) }
        return value
    }
}
