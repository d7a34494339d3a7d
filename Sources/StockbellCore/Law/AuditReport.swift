package import FoundationEssentials

/// What an audit found: the law's sums, and every row that breaks it.
package struct AuditReport: Hashable, Sendable {
    package private(set) var totals = AuditTotals()
    /// In the order of the tables, and of the rows in them.
    package private(set) var breaches: [Breach] = []

    package init() {}

    package var holds: Bool { breaches.isEmpty }

    /// Judges a row and counts it in.
    ///
    /// - Parameter now: the store's time, as of the moment at which the row was read.
    package mutating func add(_ row: AuditedRow, by law: Law, now: Date) {
        totals.count(row)
        breaches += law.breaches(of: row, now: now)
    }
}
