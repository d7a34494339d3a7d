/// What all rules together say to one alert.
package struct Desire: Hashable, Sendable {
    /// One rule's answer.
    package struct Verdict: Hashable, Sendable, Codable {
        package var department: String
        package var rule: String
        package var isMatch: Bool
        /// What decided it, in short sentences.
        package var reasons: [String]

        package init(department: String, rule: String, isMatch: Bool, reasons: [String]) {
            self.department = department
            self.rule = rule
            self.isMatch = isMatch
            self.reasons = reasons
        }
    }

    /// Who wants it, each address once per department.
    package var wishes: [Wish]
    /// Every rule's answer, in the order of config.json.
    package var verdicts: [Verdict]
    /// Wishes that lead nowhere: the catalogue names nobody for the item whom the channel reaches.
    package var nowhere: [Wish] = []

    package init(wishes: [Wish] = [], verdicts: [Verdict] = []) {
        self.wishes = wishes
        self.verdicts = verdicts
    }

    /// Whether nobody wants it.
    package var isNothing: Bool { wishes.isEmpty && nowhere.isEmpty }
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
