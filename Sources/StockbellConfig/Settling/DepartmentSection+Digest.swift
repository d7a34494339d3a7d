import JSON5
import StockbellCore

extension DepartmentSection {
    /// The digest that a rule's alerts join; nil: each goes by itself.
    func settledDigest(of rule: RuleSection, timeZone: String, _ reading: inout Reading) -> Digest? {
        guard let choice = rule.digest else { return nil }
        let own: DigestSection
        switch choice.value {
        case .none: return nil
        case .own(let section): own = section
        case .departments:
            guard digest != nil else {
                // Where it is there and wrong, that is said already.
                reading.error(
                    "there is no \"digest\" of the department; add \"digest\": \"weekdays 08:00\" to it, or write the time here", at: choice.place)
                return nil
            }
            own = DigestSection()
        }
        if let wait = rule.wait {
            reading.error("does not go with \"digest\", which leaves out what is over by then; leave it out", at: wait.place)
        }
        if let on = rule.on, on.value.contains(.trouble) {
            reading.error("a trouble is told at once; give it a rule without \"digest\"", at: on.place)
        }
        return own.settled(over: digest?.value, timeZone: timeZone, at: choice.place, &reading)
    }

    /// Looks at the department's own digest, which no rule may use.
    func checkDigest(timeZone: String, _ reading: inout Reading) {
        guard let digest else { return }
        _ = digest.value.settled(over: nil, timeZone: timeZone, at: digest.place, &reading)
        let isUsed = (rules?.value ?? []).contains { if case .departments? = $0.value.digest?.value { true } else { false } }
        if !isUsed, !reading.hasError(within: digest.place) { reading.warn("no rule says \"digest\": true, so nothing joins it", at: digest.place) }
    }
}

extension DigestSection {
    /// The digest that the section says, with what it leaves unsaid taken from the department's.
    fileprivate func settled(over shape: DigestSection?, timeZone: String, at place: Place, _ reading: inout Reading) -> Digest? {
        let hasOwnTime = at != nil || every != nil
        let (at, every) = hasOwnTime ? (self.at, self.every) : (shape?.at, shape?.every)
        let max = self.max ?? (hasOwnTime ? nil : shape?.max)
        let empty = self.empty ?? shape?.empty
        if let at = self.at, self.every != nil { reading.error("stands beside \"every\"; a digest has one of them", at: at.place) }
        if let max = self.max, every == nil { reading.error("needs \"every\": one with \"at\" goes at its time, however many it has", at: max.place) }
        if let own = self.empty, own.value == .send, at == nil {
            reading.error("needs \"at\": one with \"every\" begins with an alert, so it is never empty", at: own.place)
        }
        let schedule: Digest.Schedule
        if let at {
            schedule = .at(LocalTimes(at.value, timeZone: timeZone))
        } else if let every {
            schedule = .every(seconds: Int(every.value.components.seconds), max: max?.value)
        } else {
            if !reading.hasError(within: place) { reading.error("needs a time, such as \"at\": \"weekdays 08:00\" or \"every\": \"1h\"", at: place) }
            return nil
        }
        return Digest(
            schedule, showsOpen: (show ?? shape?.show)?.value.contains(.open) ?? false, group: (group ?? shape?.group)?.value,
            attachesCSV: (attach ?? shape?.attach) != nil, sendsEmpty: at != nil && empty?.value == .send)
    }
}
