import FoundationEssentials

/// The law's third line.
extension Law {
    static func judge(_ row: AuditedAlert, _ now: Date) -> [Breach] {
        var findings = Findings(.alert, row.id.string, now: now)
        findings.expect(
            !row.carried.isEmpty || !row.leftOut.isEmpty, .alertUnaccounted,
            "(\(row.kind.rawValue)) is carried by no delivery, and no reason is recorded: nobody heard of it, tell them")
        for (listener, times) in counted(row.carried + row.leftOut) where times > 1 {
            let address = listener.address?.description ?? "nobody"
            findings.expect(false, .alertTwice, "is accounted for \(times) times for \(address) of \(listener.department), which should be once")
        }
        let isTrouble = row.kind == .trouble
        if let belonging = row.belonging {
            findings.expect(
                (belonging == .trouble) == isTrouble, .alertIncident,
                "is of kind \(row.kind.rawValue), but its incident \(row.incident) is \(belonging == .trouble ? "a trouble's" : "a level's")")
        } else {
            findings.expect(false, .alertIncident, "belongs to incident \(row.incident), which is not there")
        }
        // What follows from several levels names the event that led to it, which knows nothing of it and may be gone.
        if let event = row.event, !row.isDerived {
            findings.expect(row.isNamedByEvent, .alertEvent, "is of event \(event), which is not there or does not name it")
        }
        findings.expect(
            row.isDerived || (row.event == nil) == isTrouble, .alertEvent,
            isTrouble ? "is a trouble, but names an event" : "names no event: nothing says what made it"
        )
        findings.expectPast([("decided", row.decidedAt)])
        return findings.breaches
    }

    /// In an order of their own, so that two audits say the same.
    private static func counted(_ listeners: [AuditedAlert.Listener]) -> [(AuditedAlert.Listener, Int)] {
        guard listeners.count > 1 else { return [] }
        let counts = Dictionary(listeners.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value > 1 }.sorted { "\($0.key)" < "\($1.key)" }.map { ($0.key, $0.value) }
    }

    static func judge(_ row: AuditedSuppression, _ now: Date) -> [Breach] {
        var findings = Findings(.suppression, "\(row.number)", now: now)
        findings.expect(row.hasAlert, .suppressionWithoutAlert, "leaves out alert \(row.suppression.alert), which is not there")
        findings.expectPast([("decided", row.suppression.at)])
        return findings.breaches
    }
}
