/// What one step of retention did.
package struct Pruned: Hashable, Sendable {
    /// Bodies that led to no alert, removed with their events.
    package var quiet = 0
    /// Alerts, removed with all that belongs to them.
    package var told = 0
    /// Bodies and headers that were emptied.
    package var raw = 0
    /// There is more to do at once.
    package var isBehind = false
    /// The store is over `keep.size`, and all that is left is open, not finished or believed.
    package var isTooLarge = false

    package init() {}
}
