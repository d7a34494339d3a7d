/// Which rows a list shows; newest last.
package struct RecordQuery: Hashable, Sendable {
    package var source: String?
    /// The raw value of a state; nil: all.
    package var state: String?
    package var department: String?
    package var channel: String?
    /// The most rows, counted from the newest.
    package var limit: Int

    package init(source: String? = nil, state: String? = nil, department: String? = nil, channel: String? = nil, limit: Int = 1000) {
        self.source = source
        self.state = state
        self.department = department
        self.channel = channel
        self.limit = limit
    }
}
