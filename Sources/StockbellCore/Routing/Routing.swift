/// Who hears what: every department's rules, and what becomes of an alert that nobody wants.
package struct Routing: Hashable, Sendable {
    /// The department under which `otherwise` and `operator` messages are kept.
    package static let house = "stockbell"

    package var departments: [Department]
    /// nil: an alert that no rule matched is recorded and not told.
    package var otherwise: Address?
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
        departments: [Department] = [], otherwise: Address? = nil, operators: [Address] = [], silences: [Silence] = [],
        houseLocale: String = "en", houseTimeZone: String = "UTC", people: People = .init()
    ) {
        self.people = people
        self.departments = departments
        self.otherwise = otherwise
        self.operators = operators
        self.silences = silences
        self.houseLocale = houseLocale
        self.houseTimeZone = houseTimeZone
    }

    /// The department of that name; the house itself for `house`.
    package func department(_ name: String) -> Department? {
        if name == Self.house { return Department(name: name, locale: houseLocale, timeZone: houseTimeZone, rules: []) }
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
    /// Pure, with no book: `route` and `explain` show just this. Stock that no rule wants goes to `otherwise`, unless it is only the sum of what is told
    /// place by place; a trouble is always told to an operator too, and never by the channel that is in trouble. What leads nowhere, as the
    /// catalogue names nobody, goes to `otherwise` if nobody else hears it.
    package func desire(_ alert: Alert) -> Desire {
        var desire = Desire()
        for department in departments {
            var taken: Set<Address> = []
            for rule in department.rules {
                var verdict = Self.ask(rule, of: department, about: alert)
                defer { desire.verdicts.append(verdict) }
                guard verdict.isMatch else { continue }
                for written in rule.send {
                    let address = people.address(written, for: alert.subject)
                    if address == nil { verdict.reasons.append(people.whyNowhere(written, for: alert.subject)) }
                    guard alert.trouble?.concerns(address ?? written) != true, taken.insert(address ?? written).inserted else { continue }
                    guard let address else {
                        desire.nowhere.append(Wish(department: department.name, rule: rule, address: written))
                        continue
                    }
                    let hours = Self.hours(rule, of: department, on: address.channel)
                    desire.wishes.append(Wish(department: department.name, rule: rule, address: address, hours: hours))
                }
            }
        }
        if let trouble = alert.trouble {
            desire.wishes += house(trouble)
        } else if isUnheard(alert, desire), let otherwise {
            desire.wishes = [Self.houseWish("otherwise", otherwise)]
        }
        return desire
    }

    private func isUnheard(_ alert: Alert, _ desire: Desire) -> Bool {
        guard desire.nowhere.isEmpty else { return desire.wishes.isEmpty }
        return !alert.isEverywhere && alert.kind != .mismatch && !desire.verdicts.contains(where: \.isMatch)
    }

    private static func ask(_ rule: Rule, of department: Department, about alert: Alert) -> Desire.Verdict {
        guard rule.on.contains(alert.kindToMatch) else {
            let wanted = rule.on.map(\.rawValue).sorted().joined(separator: ", ")
            return Desire.Verdict(
                department: department.name, rule: rule.name, isMatch: false, reasons: ["hears \(wanted); this is \(alert.kind.rawValue)"])
        }
        if alert.isEverywhere != (rule.across == .allPlaces), alert.kind != .mismatch, alert.trouble == nil {
            let reason = alert.isEverywhere ? "hears of each place by itself; this is of all places" : "hears of all places together; this is of one"
            return Desire.Verdict(department: department.name, rule: rule.name, isMatch: false, reasons: [reason])
        }
        let answer = rule.where.answer(about: alert.subject, quantity: alert.quantity)
        return Desire.Verdict(department: department.name, rule: rule.name, isMatch: answer.isMatch, reasons: answer.reasons)
    }

    /// The first operator whose channel is not the one in trouble hears of it; with none left, the last resort is `otherwise`.
    private func house(_ trouble: Trouble) -> [Wish] {
        let candidates = operators.map { ("operator", $0) } + (otherwise.map { [("otherwise", $0)] } ?? [])
        return candidates.first { !trouble.concerns($0.1) }.map { [Self.houseWish($0.0, $0.1)] } ?? []
    }

    private static func houseWish(_ rule: String, _ address: Address) -> Wish {
        Wish(department: house, rule: Rule(id: rule, name: rule, on: [], send: [address]), address: address)
    }
}

extension Alert {
    /// What a rule must want to hear: of what is taken back, that which was told.
    fileprivate var kindToMatch: AlertKind { kind == .notConfirmed ? from == .low ? .lowStock : .outOfStock : kind }
}
