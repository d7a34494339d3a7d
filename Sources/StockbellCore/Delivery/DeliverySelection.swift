package import FoundationEssentials

/// Which deliveries somebody means, by their ids or by what they have in common; what is nil does not matter.
///
/// One transaction takes at most `limit` of them, in the order of their ids; the next one goes on after the last.
package struct DeliverySelection: Hashable, Sendable {
    package var ids: Set<Delivery.ID>?
    package var states: Set<Delivery.State>
    package var channel: String?
    package var department: String?
    package var recipient: String?
    /// Made at that time or later.
    package var since: Date?
    /// Made before that time.
    package var before: Date?
    package var after: Delivery.ID?
    package var limit: Int

    package init(
        ids: Set<Delivery.ID>? = nil, states: Set<Delivery.State>, channel: String? = nil, department: String? = nil, recipient: String? = nil,
        since: Date? = nil, before: Date? = nil, after: Delivery.ID? = nil, limit: Int = 500
    ) {
        self.ids = ids
        self.states = states
        self.channel = channel
        self.department = department
        self.recipient = recipient
        self.since = since
        self.before = before
        self.after = after
        self.limit = limit
    }
}
