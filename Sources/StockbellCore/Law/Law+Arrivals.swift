import FoundationEssentials

/// The law's first two lines.
extension Law {
    static func judge(_ row: AuditedArrival, _ now: Date) -> [Breach] {
        var findings = Findings(.arrival, row.id.string, now: now)
        findings.expect(
            !row.states.isEmpty, .arrivalWithoutEvents, "has no event: what it said changed nothing, and no reason is recorded; have it posted again")
        if !row.states.isEmpty {
            let states = row.states.map(\.rawValue).sorted().joined(separator: ", ")
            findings.expect(
                fits(row.verdict, row.states), .verdict, "is kept as \(row.verdict.rawValue), but what became of its events is: \(states)")
        }
        findings.expectNearPast("was received at", row.receivedAt)
        return findings.breaches
    }

    private static func fits(_ verdict: Arrival.Verdict, _ states: Set<EventRecord.State>) -> Bool {
        switch verdict {
        case .decoded: states != [.duplicate] && states != [.quarantined]
        case .duplicate: states == [.duplicate]
        case .ignored: states == [.ignored]
        case .quarantined: states == [.quarantined]
        }
    }

    static func judge(_ row: AuditedEvent, _ now: Date) -> [Breach] {
        let event = row.event
        var findings = Findings(.event, event.id.string, now: now)
        findings.expect(row.arrivalSource != nil, .eventWithoutArrival, "is of arrival \(event.arrival), which is not there: what came is lost")
        if let source = row.arrivalSource {
            findings.expect(
                row.isListed, .eventNotOfArrival, "is of arrival \(event.arrival), which does not lead to it: `explain` of the arrival leaves it out")
            findings.expect(
                source == event.source, .eventNotOfArrival, "is of source \(event.source), its arrival \(event.arrival) of \(source)")
        }
        findings.expect(!event.reason.isEmpty, .eventWithoutReason, "is \(event.state.rawValue) without a reason")
        if let alert = event.alert {
            findings.expect(
                event.state == .applied, .eventAlert, "is \(event.state.rawValue), but names alert \(alert): only what was applied makes one")
            findings.expect(row.isNamedBack, .eventAlert, "names alert \(alert), which is not there or is another event's")
        }
        let isToBeRead = event.state == .waiting && event.reason.hasPrefix(EventRecord.waitsForReading)
        findings.expect(
            !isToBeRead || row.isAwaited, .eventForgotten,
            "waits for a reading that nobody will ask for: what changed is not known; have it posted again")
        findings.expectNearPast("was received at", event.receivedAt)
        return findings.breaches
    }
}
