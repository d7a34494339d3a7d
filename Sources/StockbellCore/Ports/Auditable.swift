package import FoundationEssentials

/// A store whose rows can be judged by the law.
package protocol Auditable: Sendable {
    /// The next rows of a table with their neighbours, all as of one moment, so that what changes between two pages is never a breach.
    ///
    /// - Parameters:
    ///   - position: the `last` of the page before; nil: from the first row on.
    ///   - limit: the most rows; a page is one short read.
    /// - Throws: `StoreTrouble` when the store cannot be read.
    func page(of table: AuditedTable, after position: String?, limit: Int) async throws -> AuditedPage
}

/// A stretch of a table as of one moment.
package struct AuditedPage: Sendable {
    /// The store's time at that moment.
    package var now: Date
    package var rows: [AuditedRow]
    /// Where the next page begins; nil: this was the last one.
    package var last: String?

    package init(now: Date, rows: [AuditedRow], last: String?) {
        self.now = now
        self.rows = rows
        self.last = last
    }
}

extension Auditable {
    /// Judges every row, page by page.
    ///
    /// - Throws: what `page` throws.
    package func audit(by law: Law, pageSize: Int = 500) async throws -> AuditReport {
        var report = AuditReport()
        for table in AuditedTable.allCases {
            var position: String?
            repeat {
                let page = try await page(of: table, after: position, limit: pageSize)
                for row in page.rows { report.add(row, by: law, now: page.now) }
                position = page.last
            } while position != nil
        }
        return report
    }
}
