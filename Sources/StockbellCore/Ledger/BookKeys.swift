/// What must be in the book before inputs can be applied; declared before the transaction, so that a store can lock in order.
package struct BookKeys: Hashable, Sendable {
    /// An item with all its places.
    package struct Item: Hashable, Sendable {
        package var source: String
        package var item: String
        package var isTest: Bool

        package init(source: String, item: String, isTest: Bool) {
            self.source = source
            self.item = item
            self.isTest = isTest
        }
    }

    /// A dedupe key within its source.
    package struct Seen: Hashable, Sendable {
        package var source: String
        package var digest: [UInt8]

        package init(source: String, digest: [UInt8]) {
            self.source = source
            self.digest = digest
        }
    }

    package var items: Set<Item>
    /// Load what waits for a reading of these.
    package var awaited: Set<Item>
    package var seen: Set<Seen>
    /// The sources whose pulses to load.
    package var pulses: Set<String>
    /// Load what became of these bodies.
    package var records: Set<Arrival.ID> = []
    package var deliveries: Set<Delivery.ID>
    /// By channel, the most due deliveries to load.
    package var claims: [String: Int]
    /// Load held and gathering deliveries and rows of the agenda whose time has come, these with the pulses of their sources; and what has waited
    /// too long for a reading, with its levels.
    package var isDue: Bool
    /// Load `sending` deliveries whose lease is over (false) or all of them (true); nil: none.
    package var rescuesAll: Bool?
    /// Load what somebody picked.
    package var selections: [DeliverySelection]

    package init(
        items: Set<Item> = [], awaited: Set<Item> = [], seen: Set<Seen> = [], pulses: Set<String> = [], deliveries: Set<Delivery.ID> = [],
        claims: [String: Int] = [:],
        isDue: Bool = false,
        rescuesAll: Bool? = nil, selections: [DeliverySelection] = []
    ) {
        self.items = items
        self.awaited = awaited
        self.seen = seen
        self.pulses = pulses
        self.deliveries = deliveries
        self.claims = claims
        self.isDue = isDue
        self.rescuesAll = rescuesAll
        self.selections = selections
    }
}
