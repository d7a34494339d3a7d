package import FoundationEssentials
package import StockbellCore

/// Plays bodies that came once through a configuration, by the clock of their coming; every message arrives at once, at nobody.
package struct Replay: Sendable {
    /// One message that would go out.
    package struct Message: Hashable, Sendable, Encodable {
        package var department: String
        package var address: Address
        package var letter: LetterKind
        /// The alerts that it tells.
        package var alerts: [Alert]
        /// The bodies that led to them, as far as one body did.
        package var arrivals: [Alert.ID: Arrival.ID]
        package var at: Date
    }

    private struct Making: Sendable {
        var ids = ULIDSource(SystemRandomNumberGenerator())
        var chance = SystemRandomNumberGenerator()
    }

    /// More than any channel ever has room for.
    private static let room = 1000

    private let store: any Store
    private let ledger: Ledger
    private let time: ReplayTime
    private var making = Making()
    /// The body that led to an alert.
    private var origins: [Alert.ID: Arrival.ID] = [:]
    /// In the order of their going out.
    package private(set) var messages: [Message] = []

    /// Begins with nothing known.
    ///
    /// - Parameter store: an empty one, of whose time `time` is the clock.
    package init(settings: Settings, store: any Store, time: ReplayTime) {
        self.store = store
        self.time = time
        var settings = settings
        // No platform is asked: what it would say now is not what it would have said then.
        for index in settings.sources.indices { settings.sources[index].isCutOff = true }
        ledger = Ledger(settings: settings, zones: FoundationZones())
    }

    /// Plays one body, after all that was due before it came.
    package mutating func play(_ arrival: Arrival, _ decoded: Decoded) async throws {
        try await pass(until: arrival.receivedAt)
        var arrival = arrival
        // The bytes have been read.
        arrival.body = []
        try await work([.arrival(arrival, decoded)])
    }

    /// Lets time pass: what waits for its hour goes out.
    package mutating func pass(until end: Date) async throws {
        var last: Date?
        while let next = try await nextDue(), next <= end, next != last {
            last = next
            time.move(to: next)
            try await work([.due])
        }
        time.move(to: end)
    }

    private func nextDue() async throws -> Date? {
        let agenda = try await store.agenda()
        return (Array(agenda.pending.values) + [agenda.held].compactMap(\.self)).min()
    }

    /// Commits inputs, and all that follows from them at this moment.
    private mutating func work(_ first: [Input]) async throws {
        let claims = ledger.settings.channels.map { Input.claim(channel: $0.name, slots: Self.room) }
        // What an input made pending is claimable from the next commit on.
        var (inputs, isLast) = (first, false)
        while !isLast {
            let claimed = try await transact(claims + inputs)
            isLast = claimed.isEmpty && inputs.isEmpty
            for one in claimed { note(one) }
            inputs = claimed.map { one in
                let attempt = Input.Attempt(
                    delivery: one.delivery.id, number: one.delivery.attempt, channel: one.delivery.address.channel, level: one.level)
                return .outcome(attempt, .delivered(Receipt(answer: "replayed")))
            }
        }
    }

    /// Remembers which body led to which alert.
    private mutating func note(_ changes: Changes) {
        let bodies = Dictionary(changes.events.map { ($0.id, $0.arrival) }) { first, _ in first }
        for event in changes.events { if let alert = event.alert { origins[alert] = event.arrival } }
        for alert in changes.alerts { if let body = alert.behind.flatMap({ bodies[$0] }) { origins[alert.id] = body } }
    }

    private mutating func note(_ one: Claimed) {
        messages.append(
            Message(
                department: one.delivery.department, address: one.delivery.address, letter: one.delivery.letter, alerts: one.alerts,
                arrivals: Dictionary(one.alerts.compactMap { alert in origins[alert.id].map { (alert.id, $0) } }) { first, _ in first }, at: time.now)
        )
    }

    private mutating func transact(_ batch: [Input]) async throws -> [Claimed] {
        let slots = Dictionary(ledger.settings.channels.map { ($0.name, Self.room) }) { first, _ in first }
        let (claimed, changes, after) = try await store.transact(ledger.keys(for: batch)) { [ledger, making] book in
            var (slots, making) = (slots, making)
            let result = try ledger.apply(batch, to: &book, slots: &slots, ids: &making.ids, chance: &making.chance)
            return (result.claimed, book.changes, making)
        }
        making = after
        note(changes)
        return claimed
    }
}
