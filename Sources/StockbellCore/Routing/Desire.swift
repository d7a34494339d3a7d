/// What all rules together say to one alert.
package struct Desire: Hashable, Sendable {
    /// One rule's answer.
    package struct Verdict: Hashable, Sendable, Codable {
        package var department: String
        package var rule: String
        package var isMatch: Bool
        /// Whether the rule is only tried: what it matches is recorded and not sent.
        package var isTrial: Bool
        /// What decided it, in short sentences.
        package var reasons: [String]

        package init(department: String, rule: String, isMatch: Bool, isTrial: Bool = false, reasons: [String]) {
            self.department = department
            self.rule = rule
            self.isMatch = isMatch
            self.isTrial = isTrial
            self.reasons = reasons
        }

        /// `yes  purchasing / VIP (sku "ESP-900" is on vip)`.
        package var line: String {
            let reasons = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
            return "\(isMatch ? "yes" : "no ")  \(department) / \(rule)\(isTrial ? ", on trial" : "")\(reasons)"
        }
    }

    /// Why no rule was asked.
    package struct Excluded: Hashable, Sendable, Codable {
        /// As config.json has it: "test items".
        package var because: String
        /// What decided it, in short sentences.
        package var reasons: [String]

        package init(because: String, reasons: [String]) {
            self.because = because
            self.reasons = reasons
        }

        /// `excluded: test items (sku "TEST-1" is on tests); no rule is asked`.
        package var line: String { "excluded: \(because)\(reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"); no rule is asked" }
    }

    /// Who wants it, each address once per department.
    package var wishes: [Wish]
    /// Who would want it if the rules on trial were live, each address once per department; nobody who wants it anyway.
    package var trials: [Wish]
    /// Every rule's answer, in the order of config.json.
    package var verdicts: [Verdict]
    /// Wishes that lead nowhere: the catalogue names nobody for the item whom the channel reaches.
    package var nowhere: [Wish] = []
    /// nil: it is not excluded.
    package var excluded: Excluded?

    package init(wishes: [Wish] = [], trials: [Wish] = [], verdicts: [Verdict] = [], excluded: Excluded? = nil) {
        self.wishes = wishes
        self.trials = trials
        self.verdicts = verdicts
        self.excluded = excluded
    }

    /// Whether nobody wants it, not even on trial.
    package var isNothing: Bool { wishes.isEmpty && trials.isEmpty && nowhere.isEmpty }
}

/// One address of one department that wants an alert.
package struct Wish: Hashable, Sendable {
    package var department: String
    /// What wants it; `otherwise` and `operator` are rules of the house.
    package var rule: Rule
    package var address: Address
    /// The hours that the message waits for; nil: it goes at any time.
    package var hours: OpeningHours?

    package init(department: String, rule: Rule, address: Address, hours: OpeningHours? = nil) {
        self.department = department
        self.rule = rule
        self.address = address
        self.hours = hours
    }
}
