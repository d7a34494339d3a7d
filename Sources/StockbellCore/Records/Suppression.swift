package import FoundationEssentials

/// An alert that an address wanted and that no delivery carries to it, with the reason; part of the law's third line.
package struct Suppression: Hashable, Sendable, Encodable {
    package enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        /// No longer true when its turn came.
        case over
        /// Test events never reach a phone.
        case testOnSMS = "test-on-sms"
        /// No rule matched and there is no `otherwise`, or a trouble has no operator to tell.
        case nobody
        case channelRemoved = "channel-removed"
        /// Somebody did not want it sent any more.
        case cancelled
        /// The message about the place says that there is none anywhere.
        case saidOfPlace = "said-of-place"
        /// The catalogue names nobody for the item whom the channel reaches.
        case noAddress = "no-address"
        /// It is of what the shop excludes: no rule was asked.
        case excluded
        /// The rule that wanted it is on trial.
        case trial
        /// Its address gets no messages: they want none, or nothing reaches it.
        case suppressedAddress = "suppressed-address"
        /// The day's text segments of its channel or department are used up.
        case budget
        /// Somebody of the department has it.
        case acknowledged
        /// The department wanted to hear no more of it until the restock.
        case snoozed

        /// For people, after "not sent, because ".
        package var sentence: String {
            switch self {
            case .over: "it was over before its turn came"
            case .testOnSMS: "test events never go to phones"
            case .nobody: "no rule wanted it, and no `otherwise` takes it"
            case .channelRemoved: "its channel is no longer in config.json"
            case .saidOfPlace: "the message about the place says it"
            case .noAddress: "the catalogue names nobody for it whom this channel reaches"
            case .excluded: "it is excluded"
            case .trial: "its rule is on trial"
            case .acknowledged: "somebody of the department has it"
            case .snoozed: "the department wanted to hear no more of it until the restock (snoozed)"
            case .suppressedAddress: "its address is on the suppression list (`stockbell suppressed` says why)"
            case .budget: "the text segments of the day are used up (`segmentsPerDay`)"
            case .cancelled: "somebody cancelled it by hand"
            }
        }
    }

    package var alert: Alert.ID
    package var department: String
    /// Of what is excluded: its `because` in config.json.
    package var rule: String
    /// nil: nobody wanted it.
    package var address: Address?
    package var reason: Reason
    package var at: Date

    package init(alert: Alert.ID, department: String, rule: String, address: Address?, reason: Reason, at: Date) {
        self.alert = alert
        self.department = department
        self.rule = rule
        self.address = address
        self.reason = reason
        self.at = at
    }

    /// For people, after "not sent, because ".
    package var sentence: String { reason == .excluded ? "\(reason.sentence): \(rule)" : reason.sentence }
}
