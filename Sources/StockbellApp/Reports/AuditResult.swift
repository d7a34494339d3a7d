package import StockbellCore

/// What `stockbell audit` found: in the file, and in its rows.
package struct AuditResult: Encodable, Sendable {
    /// A line of the law with numbers.
    package struct Line: Encodable, Sendable {
        package struct Part: Encodable, Sendable {
            package var name: String
            package var count: Int
        }

        package var name: String
        package var total: Int
        package var parts: [Part]

        fileprivate init(_ name: String, _ parts: [(String, Int)], also unreadable: Int?) {
            self.name = name
            self.parts = (parts + (unreadable.map { [("unreadable", $0)] } ?? [])).map { Part(name: $0.0, count: $0.1) }
            total = self.parts.map(\.count).reduce(0, +)
        }
    }

    /// The store's file.
    package var store: String
    /// The version of its tables.
    package var version: Int
    /// Whether SQLite looked at the whole file.
    package var isFileChecked: Bool
    /// What SQLite found wrong with the file, a line each.
    package var fileProblems: [String]
    /// How many rows were judged.
    package var rows: Int
    /// The law's four lines.
    package var law: [Line]
    /// How many of the applied events made an alert.
    package var edges: Int
    /// Why alerts were left out.
    package var leftOut: [Line.Part]
    package var breaches: [Breach]
    /// Whether the file is sound, as far as it was looked at, and every row keeps the law.
    package var holds: Bool

    init(store: String, version: Int, isFileChecked: Bool, fileProblems: [String], report: AuditReport) {
        let totals = report.totals
        self.store = store
        self.version = version
        self.isFileChecked = isFileChecked
        self.fileProblems = fileProblems
        rows = totals.rows
        law = [
            Line("arrivals", Arrival.Verdict.allCases.map { ($0.rawValue, totals.arrivals[$0] ?? 0) }, also: totals.unreadable[.arrival]),
            Line("stock events", EventRecord.State.allCases.map { ($0.rawValue, totals.events[$0] ?? 0) }, also: totals.unreadable[.event]),
            Line("alert × address", [("carried by a delivery", totals.carried), ("left out", totals.leftOut)], also: nil),
            Line("deliveries", Delivery.State.allCases.map { ($0.rawValue, totals.deliveries[$0] ?? 0) }, also: totals.unreadable[.delivery]),
        ]
        edges = totals.edges
        leftOut = Suppression.Reason.allCases.compactMap { reason in
            totals.suppressions[reason].map { Line.Part(name: reason.rawValue, count: $0) }
        }
        breaches = report.breaches
        holds = fileProblems.isEmpty && report.holds
    }
}
