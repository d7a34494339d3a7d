import FoundationEssentials

/// What the four lines rely on: what is believed, and what was told of it.
extension Law {
    static func judge(_ row: AuditedIncident, _ now: Date) -> [Breach] {
        let incident = row.incident
        var findings = Findings(.incident, incident.id.string, now: now)
        findings.expect(
            (incident.level == nil) != (incident.trouble == nil) && (row.hasLevel || incident.level == nil), .incidentSubject,
            "is of no level that is there, and of no trouble, or of both")
        if incident.isOpen {
            findings.expect(incident.told != .none, .incidentState, "is open, but nothing was told")
            findings.expect(incident.closed == nil, .incidentState, "is open, but says why it was closed")
            if let level = incident.level, row.hasLevel {
                findings.expect(row.isNamed, .openIncident, "is open, but level \(level) does not name it: its end is never told")
            }
            if let twin = row.twin, let trouble = incident.trouble {
                findings.expect(false, .openIncident, "is open for \(trouble) together with \(twin), which should be one")
            }
        } else {
            findings.expect(incident.closed != nil, .incidentState, "is closed without a reason")
            findings.expect(incident.told == .none, .incidentState, "is closed, but \(incident.told.rawValue) is still told")
            if let level = incident.level {
                findings.expect(
                    !row.isNamed, .openIncident, "is closed, but level \(level) names it as open: what comes next joins it and is not told")
            }
        }
        findings.expect(
            incident.toldAt >= incident.openedAt && incident.closedAt.map { $0 >= incident.openedAt } ?? true, .incidentState,
            "was told or closed before it was opened")
        let cares = incident.cares.values.flatMap { [$0.owner?.at, $0.snooze?.at] }
        findings.expectPast(cares.map { ("taken over or snoozed", $0) })
        findings.expectPast([("opened", incident.openedAt), ("told", incident.toldAt), ("closed", incident.closedAt)])
        return findings.breaches
    }

    static func judge(_ row: AuditedLevel, _ now: Date) -> [Breach] {
        let level = row.level
        var findings = Findings(.level, level.key.description, now: now)
        let quantity = level.quantity.map { "\($0)" } ?? "not known"
        findings.expect(
            fits(level), .condition,
            "is \(level.condition.rawValue), which does not follow from its quantity (\(quantity))"
                + (level.declared.map { " and a declaration of \($0.rawValue)" } ?? ""))
        if let named = row.named {
            findings.expect(
                row.incident.map { $0.isOpen && $0.level == level.key } ?? false, .openIncident,
                "names incident \(named) as its open one, which is not there, closed, or another level's")
        }
        if let incident = row.incident, incident.isOpen {
            findings.expect(
                isTold(level, incident), .told,
                "is \(level.condition.rawValue), but what was told in incident \(incident.id) is \(incident.told.rawValue): the change was not told")
        }
        findings.expectNearPast("is as of", level.asOf)
        return findings.breaches
    }

    /// As far as it can be known without thresholds: low and ok are not told apart.
    private static func fits(_ level: Level) -> Bool {
        guard let quantity = level.quantity else { return level.condition == level.declared ?? .unknown }
        guard level.declared == nil else { return false }
        if level.subject.facts.isUncounted { return level.condition == .ok }
        return quantity <= 0 ? level.condition == .out : level.condition == .ok || level.condition == .low
    }

    /// Whether no edge lies between what is so and what was told.
    ///
    /// `okAbove` keeps a low one told beyond its end, `backAbove` an out one, and a declared low within a minute of running out is of the same change.
    private static func isTold(_ level: Level, _ incident: Incident) -> Bool {
        switch level.condition {
        case .unknown: false
        case .ok: incident.told != .out || level.quantity.map { $0 <= incident.heldUpTo ?? 0 } ?? false
        case .low: incident.told != .none
        case .out: incident.told == .out
        }
    }
}
