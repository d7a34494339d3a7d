/// Who hears what: every department's rules, and what becomes of an alert that nobody wants.
package struct Routing: Hashable, Sendable {
    /// The department under which `otherwise` and `operator` messages are kept.
    package static let house = "stockbell"

    package var departments: [Department]
    /// What nobody hears of, asked before all rules, top to bottom.
    package var exclude: [Exclusion]
    /// nil: an alert that no rule matched is recorded and not told.
    package var otherwise: Rule?
    /// Who hears `trouble`, in the order to try.
    package var operators: [Address]
    /// What config.json silences.
    package var silences: [Silence]
    /// Language and zone of `otherwise` and `operator` messages.
    package var houseLocale: String
    package var houseTimeZone: String
    /// Whom addresses by name mean.
    package var people: People

    package init(
        departments: [Department] = [], exclude: [Exclusion] = [], otherwise: Rule?, operators: [Address] = [], silences: [Silence] = [],
        houseLocale: String = "en", houseTimeZone: String = "UTC", people: People = .init()
    ) {
        self.people = people
        self.departments = departments
        self.exclude = exclude
        self.otherwise = otherwise
        self.operators = operators
        self.silences = silences
        self.houseLocale = houseLocale
        self.houseTimeZone = houseTimeZone
    }

    package init(
        departments: [Department] = [], exclude: [Exclusion] = [], otherwise: Address? = nil, operators: [Address] = [], silences: [Silence] = [],
        houseLocale: String = "en", houseTimeZone: String = "UTC", people: People = .init()
    ) {
        self.init(
            departments: departments, exclude: exclude, otherwise: otherwise.map { Self.otherwise([$0]) }, operators: operators, silences: silences,
            houseLocale: houseLocale, houseTimeZone: houseTimeZone, people: people)
    }

    /// The rule of the house for what no department wants.
    package static func otherwise(_ send: [Address]) -> Rule {
        Rule(id: "otherwise", name: "otherwise", on: AlertKind.stock, send: send)
    }

    /// The department of that name; the house itself for `house`.
    package func department(_ name: String) -> Department? {
        if name == Self.house {
            return Department(name: name, locale: houseLocale, timeZone: houseTimeZone, rules: otherwise.map { [$0] } ?? [])
        }
        return departments.first { $0.name == name }
    }

    /// Whether some rule hears of all places of an item together.
    package var asksAcrossPlaces: Bool { departments.contains { $0.rules.contains { $0.across == .allPlaces } } }

    /// Whether some rule hears alerts of the kind.
    package func asksFor(_ kind: AlertKind) -> Bool { departments.contains { $0.rules.contains { $0.on.contains(kind) } } }

    /// The hours that a message waits for; nil: it goes at any time.
    package func hours(of delivery: Delivery) -> OpeningHours? {
        guard let department = departments.first(where: { $0.name == delivery.department }) else { return nil }
        let rule = department.rules.first { $0.id == delivery.rule }
        return Self.hours(rule, of: department, on: delivery.address.channel)
    }

    private static func hours(_ rule: Rule?, of department: Department, on channel: String) -> OpeningHours? {
        (rule?.outsideHours ?? department.outsideHours).choice(for: channel) == .later ? department.hours : nil
    }

    /// What every rule says to an alert.
    ///
    /// Pure, with no book: `route` and `explain` show just this. Stock that is excluded is no rule's business. Stock that no live rule matches goes
    /// to `otherwise`, unless it is only the sum of what is told place by place. A trouble is never excluded; it is always told to an operator too,
    /// and never by the channel that is in trouble. What leads nowhere, as the catalogue names nobody, goes to `otherwise` if nobody else hears it.
    package func desire(_ alert: Alert) -> Desire {
        if let excluded = excluded(alert) { return Desire(excluded: excluded) }
        var desire = Desire()
        for department in departments { ask(department, about: alert, &desire) }
        if let trouble = alert.trouble {
            desire.wishes += house(trouble)
        } else if isUnheard(alert, desire), let otherwise {
            ask(Department(name: Self.house, locale: houseLocale, timeZone: houseTimeZone, rules: [otherwise]), about: alert, &desire)
        }
        return desire
    }

    private func excluded(_ alert: Alert) -> Desire.Excluded? {
        guard alert.trouble == nil else { return nil }
        for exclusion in exclude {
            let answer = exclusion.where.answer(about: alert.subject, quantity: alert.quantity)
            if answer.isMatch { return Desire.Excluded(because: exclusion.because, reasons: answer.reasons) }
        }
        return nil
    }

    private func isUnheard(_ alert: Alert, _ desire: Desire) -> Bool {
        guard desire.nowhere.isEmpty else { return desire.wishes.isEmpty }
        return !alert.isEverywhere && alert.kind != .mismatch && !desire.verdicts.contains { $0.isMatch && !$0.isTrial }
    }

    /// Asks a department's rules, top to bottom; of several with one address the soonest has it.
    ///
    /// What is on trial changes nothing for live rules: it neither takes an address from them nor leaves less of the rest. A rule that leads nowhere
    /// leaves all of it.
    private func ask(_ department: Department, about alert: Alert, _ desire: inout Desire) {
        // Where the wish of an address stands; nil: it leads nowhere.
        var taken: [Address: Int?] = [:]
        var tried: Set<Address> = []
        var trials: [Wish] = []
        var leading: [Bool] = []
        for rule in department.rules {
            let isTrial = rule.mode == .trial
            let taker = zip(department.rules, leading).prefix(rule.restOf ?? 0).first { $1 && (isTrial || $0.mode == .live) }?.0
            var verdict = Self.ask(rule, of: department, about: alert, takenBy: taker?.name)
            var leads = false
            for written in verdict.isMatch ? rule.send : [] {
                let address = people.address(written, for: alert.subject)
                if address == nil { verdict.reasons.append(people.whyNowhere(written, for: alert.subject)) } else { leads = true }
                guard alert.trouble?.concerns(address ?? written) != true else { continue }
                let hours = Self.hours(rule, of: department, on: written.channel)
                let wish = Wish(department: department.name, rule: rule, address: address ?? written, hours: address == nil ? nil : hours)
                if isTrial {
                    if tried.insert(wish.address).inserted { trials.append(wish) }
                } else if let index = taken[wish.address] {
                    if let index, rule.isSooner(than: desire.wishes[index].rule) { desire.wishes[index] = wish }
                } else {
                    taken[wish.address] = .some(address == nil ? nil : desire.wishes.count)
                    if address == nil { desire.nowhere.append(wish) } else { desire.wishes.append(wish) }
                }
            }
            desire.verdicts.append(verdict)
            leading.append(leads)
        }
        desire.trials += trials.filter { !taken.keys.contains($0.address) && $0.address.column == nil }
    }

    /// - Parameter taker: the rule above that matched, of one that hears only the rest.
    private static func ask(_ rule: Rule, of department: Department, about alert: Alert, takenBy taker: String?) -> Desire.Verdict {
        func verdict(_ isMatch: Bool, _ reasons: [String]) -> Desire.Verdict {
            Desire.Verdict(department: department.name, rule: rule.name, isMatch: isMatch, isTrial: rule.mode == .trial, reasons: reasons)
        }
        guard rule.on.contains(alert.kindToMatch) || department.name == house && alert.kind == .mismatch else {
            let wanted = rule.on.map(\.rawValue).sorted().joined(separator: ", ")
            return verdict(false, ["hears \(wanted); this is \(alert.kind.rawValue)"])
        }
        if alert.isEverywhere != (rule.across == .allPlaces), alert.kind != .mismatch, alert.trouble == nil, department.name != house {
            let reason = alert.isEverywhere ? "hears of each place by itself; this is of all places" : "hears of all places together; this is of one"
            return verdict(false, [reason])
        }
        if let taker { return verdict(false, ["hears what is unmatched; \(taker) takes it"]) }
        let answer = rule.where.answer(about: alert.subject, quantity: alert.quantity)
        return verdict(answer.isMatch, rule.restOf != nil && answer.isMatch ? ["no rule above takes it"] + answer.reasons : answer.reasons)
    }

    /// The first operator whose channel is not the one in trouble hears of it; with none left, the last resort is `otherwise`, on trial or not.
    private func house(_ trouble: Trouble) -> [Wish] {
        let others = (otherwise?.send ?? []).filter { $0.column == nil }
        let candidates = operators.map { ("operator", $0) } + others.map { ("otherwise", $0) }
        guard let (rule, address) = candidates.first(where: { !trouble.concerns($0.1) }) else { return [] }
        return [Wish(department: Self.house, rule: Rule(id: rule, name: rule, on: [], send: [address]), address: address)]
    }
}

extension Alert {
    /// What a rule must want to hear: of what is taken back, that which was told.
    fileprivate var kindToMatch: AlertKind { kind == .notConfirmed ? from == .low ? .lowStock : .outOfStock : kind }
}
