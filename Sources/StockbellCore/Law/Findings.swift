import FoundationEssentials

/// Collects what is wrong with one row.
struct Findings {
    let table: AuditedTable
    let id: String
    /// The store's time.
    let now: Date
    private(set) var breaches: [Breach] = []

    init(_ table: AuditedTable, _ id: String, now: Date) {
        self.table = table
        self.id = id
        self.now = now
    }

    /// Notes a breach where a condition does not hold.
    mutating func expect(_ holds: Bool, _ check: LawCheck, _ sentence: @autoclosure () -> String) {
        guard !holds else { return }
        breaches.append(Breach(table: table, id: id, check: check, sentence: sentence()))
    }

    /// Times that the store's own clock wrote.
    mutating func expectPast(_ times: [(name: String, time: Date?)]) {
        let now = now
        for (name, time) in times {
            guard let time, time > now else { continue }
            expect(false, .clock, "was \(name) at \(time.formatted(.iso8601)), after the store's own time \(now.formatted(.iso8601))")
        }
    }

    /// A time of the machine's clock, which may be set back between a body's receipt and its commit; beyond a day it is no such step.
    ///
    /// It matters: to a level of the future, every event is stale.
    mutating func expectNearPast(_ name: String, _ time: Date?) {
        let now = now
        guard let time, time.timeIntervalSince(now) > 86400 else { return }
        expect(
            false, .clock,
            "\(name) \(time.formatted(.iso8601)), more than a day after the store's time \(now.formatted(.iso8601)): what comes now counts as older"
        )
    }
}
