/// What waits for readings, as a book holds it.
package struct AwaitedShelf: Sendable {
    private var rows: [LevelKey: [StockEvent.ID: Awaited]] = [:]
    /// What has waited too long, in the order of the events.
    package private(set) var overdue: [StockEvent.ID] = []

    package init(_ rows: [Awaited] = [], overdue: [Awaited] = []) {
        for row in rows + overdue { put(row) }
        self.overdue = overdue.map(\.id).sorted()
    }

    /// What waits there, in the order of the events.
    package func rows(at key: LevelKey) -> [Awaited] { (rows[key] ?? [:]).values.sorted { $0.id < $1.id } }

    /// What has waited too long and still does.
    package var late: [Awaited] {
        let ids = Set(overdue)
        guard !ids.isEmpty else { return [] }
        return rows.values.flatMap(\.values).filter { ids.contains($0.id) }.sorted { $0.id < $1.id }
    }

    mutating func put(_ row: Awaited) { rows[row.key, default: [:]][row.id] = row }

    mutating func remove(_ row: Awaited) { rows[row.key]?[row.id] = nil }
}
