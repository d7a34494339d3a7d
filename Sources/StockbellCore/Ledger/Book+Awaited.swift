extension Book {
    /// Has an event wait for a reading, or changes how it does.
    package mutating func put(_ row: Awaited) {
        awaited.put(row)
        changes.awaited[row.id] = Changes.KeptAwaited(row: row, isOver: false)
    }

    /// An event waits no more.
    package mutating func remove(_ row: Awaited) {
        awaited.remove(row)
        changes.awaited[row.id] = Changes.KeptAwaited(row: row, isOver: true)
    }

    /// Writes what became of an event that waited.
    package mutating func put(_ resolved: Resolved) {
        changes.resolved[resolved.id] = resolved
    }
}
