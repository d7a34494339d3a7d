import FoundationEssentials

/// What is due and has no delivery yet must not be forgotten.
extension Law {
    /// The longest that anything is put off.
    private static let longest: TimeInterval = 366 * 86_400

    static func judge(_ row: AuditedAgendaItem, _ now: Date) -> [Breach] {
        var findings = Findings(.agenda, row.item.key.description, now: now)
        findings.expect(row.hasSubject, .agenda, "is to look at source \(row.item.key.subject), of which nothing is kept: nobody notices its silence")
        findings.expect(
            row.item.dueAt.timeIntervalSince(now) <= longest, .agenda, "is due at \(row.item.dueAt.formatted(.iso8601)): it is never done")
        return findings.breaches
    }
}
