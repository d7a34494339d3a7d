import JSON5
import StockbellCore

extension DepartmentSection {
    /// The department that the section says, with what it leaves unsaid taken from the house.
    ///
    /// - Parameter limit: that of `defaults`.
    func settings(named name: String, at place: Place, house: Department, limit: Limit.Choice, _ reading: inout Reading) -> Department {
        if name.lowercased() == house.name {
            reading.error("\"\(house.name)\" is Stockbell's own name for \"otherwise\" and \"operator\"; take another", at: place)
        }
        if templates?.value == name, let templates {
            reading.error("is the department itself; leave it out, or name the one whose letters it shares", at: templates.place)
        }
        if rules?.value.isEmpty ?? true, !reading.hasError(within: place) { reading.warn("has no rules, so it hears nothing", at: place) }
        let zone = timeZone?.value ?? house.timeZone
        let (rules, off) = settledRules(of: name, self.limit?.handedDown ?? limit, timeZone: zone, &reading)
        checkDigest(timeZone: zone, &reading)
        if rules.isEmpty, !off.isEmpty, mode?.value != .off { reading.warn("hears nothing, as all of its rules are off", at: place) }
        var department = Department(
            name: name, locale: locale?.value ?? house.locale, timeZone: zone,
            outsideHours: outsideHours?.value ?? house.outsideHours, rules: rules, off: off, templates: templates?.value)
        department.segmentsPerDay = segmentsPerDay?.value
        return department
    }

    /// The rules, each with an id that stays while the rule does, wherever it stands; and the names of those that are off.
    private func settledRules(of department: String, _ limit: Limit.Choice, timeZone: String, _ reading: inout Reading) -> (
        rules: [Rule], off: [String]
    ) {
        var owners: [String: Place] = [:]
        var shown: [String: Int] = [:]
        var (settled, off): ([Rule], [String]) = ([], [])
        // How many rules count that stand before each rule of the text.
        var before: [Int] = []
        for found in rules?.value ?? [] {
            let rule = found.value
            let id = ([department] + rule.groups + [rule.name?.value ?? found.written.node.fingerprint]).joined(separator: "/")
            reading.rules[id] = found.place
            if let owner = owners.updateValue(found.place, forKey: id) {
                let what = rule.name.map { "is named \($0.value.quoted) like" } ?? "says the same as"
                reading.error(
                    "\(what) \(owner.path) in line \(owner.position.line); give each rule a name of its own", at: rule.name?.place ?? found.place)
            }
            if let mode, let own = rule.mode, own.value < mode.value {
                reading.warn("stands in a department that is \(mode.value.words); the stricter one counts", at: own.place)
            }
            before.append(settled.count)
            let mode = max(mode?.value ?? .live, rule.strictest)
            var made = rule.settings(id: id, name: rule.label(&shown), mode: mode, limit: limit, at: found.place, &reading)
            made.digest = settledDigest(of: rule, timeZone: timeZone, &reading)
            made.restOf = rule.rest.map { before[$0] }
            if made.restOf == 0, mode != .off, let condition = rule.where, condition.value == .unmatched {
                reading.warn("no rule stands above it, so nothing is matched before it: put it last", at: condition.place)
            }
            if mode == .off { off.append(made.name) } else { settled.append(made) }
        }
        return (settled, off)
    }
}
