import FoundationEssentials

/// How many text segments a channel and a department may use in a day.
extension Ledger {
    private struct Budget {
        var key: SegmentKey
        var segments: Int
        var zone: String
        /// For people: "channel sms", "department sales".
        var owner: String
        var setting: String
    }

    /// Whether a message may go by the budgets of its channel and its department.
    enum Allowance {
        /// It may, and counts.
        case granted
        /// It is known soon: those under way may take less than they might.
        case open
        /// Not today; what the operator should hear.
        case spent(Trouble)
    }

    /// How long a message waits until it is known what those under way took; longer than most answers.
    static let budgetPause: TimeInterval = 5

    /// Asks the budgets for as many segments as the channel lets one message have.
    func allowance(for delivery: Delivery, on channel: ChannelSettings, _ book: inout Book) throws -> Allowance {
        guard channel.class == .sms else { return .granted }
        let budgets = budgets(of: delivery, on: channel)
        var isOpen = false
        for budget in budgets {
            let midnight = midnight(in: budget.zone, at: book.now)
            let (used, underWay) = try book.segments(budget.key, since: midnight) { mostSegments(on: $0) }
            guard used + channel.text.maxSegments <= budget.segments else { return .spent(Self.trouble(budget, used: used)) }
            if used + underWay + channel.text.maxSegments > budget.segments { isOpen = true }
            // Once a day: it is over when there is something to spend again.
            let key = Trouble.key(budgetOf: budget.key)
            if let told = book.trouble(key), told.openedAt < midnight { close(trouble: key, &book) }
        }
        guard !isOpen else { return .open }
        for budget in budgets { book.reserveSegments(budget.key, on: channel.name) }
        return .granted
    }

    private func budgets(of delivery: Delivery, on channel: ChannelSettings) -> [Budget] {
        let ofChannel = channel.text.segmentsPerDay.map {
            Budget(
                key: .channel(channel.name), segments: $0, zone: settings.routing.houseTimeZone, owner: "channel \(channel.name)",
                setting: "channels.\(channel.name).segmentsPerDay")
        }
        let department = department(delivery.department)
        let ofDepartment = department.flatMap { department in
            department.segmentsPerDay.map {
                Budget(
                    key: .department(department.name), segments: $0, zone: department.timeZone, owner: "department \(department.name)",
                    setting: "departments.\(department.name).segmentsPerDay")
            }
        }
        return [ofChannel, ofDepartment].compactMap(\.self)
    }

    /// Of a message whose segments nobody knows.
    func mostSegments(on channel: String) -> Int {
        channels[channel].flatMap { $0.class == .sms ? $0.text.maxSegments : nil } ?? 0
    }

    private func midnight(in zone: String, at now: Date) -> Date {
        let day = zones.wallTime(at: now, in: zone).day
        return zones.instant(showing: Date(timeIntervalSince1970: TimeInterval(day.number) * 86_400), in: zone)
    }

    private static func trouble(_ budget: Budget, used: Int) -> Trouble {
        Trouble(
            key: Trouble.key(budgetOf: budget.key), title: "The text messages of \(budget.owner) are used up for today",
            text: """
                \(used) of \(budget.segments) segments are used. Until midnight (\(budget.zone)) its texts are not sent; where a rule has \
                a `fallback`, that is told instead.
                """,
            fix: "Raise \(budget.setting) in config.json, or send less by text; `stockbell deliveries --state suppressed` shows what was not sent.")
    }
}
