package import FoundationEssentials

/// A table of thresholds, as purchasing keeps it: one row an item, or an item at a place.
package struct ThresholdTable: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package var sku: String
        /// The name, the key or the id of a place; nil: all places.
        package var place: String?
        package var low: Decimal?
        package var okAbove: Decimal?
        package var backAbove: Decimal?
        /// Where the row begins in its file, counted from 1.
        package var line: Int

        package init(
            sku: String, place: String? = nil, low: Decimal? = nil, okAbove: Decimal? = nil, backAbove: Decimal? = nil, line: Int
        ) {
            self.sku = sku
            self.place = place
            self.low = low
            self.okAbove = okAbove
            self.backAbove = backAbove
            self.line = line
        }
    }

    /// By article number in small letters, in the order of the file.
    private let rows: [String: [Row]]

    package init(_ rows: [Row]) {
        self.rows = Dictionary(grouping: rows) { $0.sku.lowercased() }
    }

    /// Every row, in no order.
    package var all: [Row] { rows.values.flatMap(\.self) }

    /// The rows that are for a subject, first to last; upper and lower case are one.
    ///
    /// An item whose article number is not told has none.
    package func rows(for subject: Subject) -> [Row] {
        guard let sku = subject.item.sku, let found = rows[sku.lowercased()] else { return [] }
        return found.filter { row in
            guard let wanted = row.place?.lowercased() else { return true }
            return subject.place.map { $0.names.contains { $0.lowercased() == wanted } } ?? false
        }
    }
}
