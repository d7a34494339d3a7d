import JSON5
import StockbellCore

extension TopSection {
    /// Who hears what: departments, what is excluded, and what becomes of the rest.
    ///
    /// - Parameter house: what departments have that say nothing.
    func routing(_ house: Department, _ reading: inout Reading) -> Routing {
        let limit = defaults?.value.limit?.handedDown ?? .usual
        let calendars = calendars?.value ?? []
        let departments = (departments?.value ?? []).map { department in
            var settled = department.value.settings(named: department.name, at: department.place, house: house, limit: limit, &reading)
            let hours = department.value.hours?.value ?? defaults?.value.hours?.value
            settled.hours = calendars.first { $0.name == hours }.map { $0.value.hours(named: $0.name, timeZone: settled.timeZone) }
            return settled
        }
        for department in self.departments?.value ?? [] {
            guard let shared = department.value.templates, let other = departments.first(where: { $0.name == shared.value }),
                let further = other.templates, other.name != department.name
            else { continue }
            reading.error("\(shared.value.quoted) shares the letters of \(further.quoted); name that one", at: shared.place)
        }
        return Routing(
            departments: departments, exclude: exclusions(&reading), otherwise: settledOtherwise(limit, timeZone: house.timeZone, &reading),
            operators: defaults?.value.operator?.value ?? [], houseLocale: house.locale, houseTimeZone: house.timeZone)
    }

    private func exclusions(_ reading: inout Reading) -> [Exclusion] {
        (exclude?.value ?? []).compactMap { found in
            guard let condition = found.value.where, let because = found.value.because else { return nil }
            if condition.value == .always { reading.error("is so of every item: nobody would hear of anything", at: condition.place) }
            return Exclusion(where: condition.value, because: because.value)
        }
    }

    /// The rule of the house; nil: there is none, or it is off.
    private func settledOtherwise(_ limit: Limit.Choice, timeZone: String, _ reading: inout Reading) -> Rule? {
        guard let otherwise else { return nil }
        let section = otherwise.value
        for member in otherwise.written.members where ["name", "across", "rules", "outsideHours"].contains(member.key) {
            reading.error("is for rules of departments; leave it out", at: otherwise.place.key(member.key, at: member.position))
        }
        if case .unmatched = section.where?.value, let condition = section.where {
            reading.error("\"unmatched\" is what it hears anyway; leave it out", at: condition.place)
        }
        if let on = section.on, on.value.contains(where: { !$0.kinds.isSubset(of: AlertKind.stock) }) {
            reading.error("mismatch and trouble are told to rules that ask for them by name, never to \"otherwise\"", at: on.place)
        }
        var rule = section.settings(
            id: "otherwise", name: "otherwise", mode: section.strictest, limit: limit, at: otherwise.place, &reading)
        rule.digest = DepartmentSection().settledDigest(of: section, timeZone: timeZone, &reading)
        if section.on == nil { rule.on = AlertKind.stock }
        return rule.mode == .off ? nil : rule
    }
}

extension Written {
    /// The members of the object here; none, where it is no object.
    fileprivate var members: [Node.Member] {
        guard case .object(let members) = node.value else { return [] }
        return members
    }
}
