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

    /// A message as its channel's far side calls it.
    package struct ProviderID: Hashable, Sendable {
        package var channel: String
        package var id: String

        package init(channel: String, id: String) {
            self.channel = channel
            self.id = id
        }
    }

    package var items: Set<Item>
    /// Load what waits for a reading of these.
    package var awaited: Set<Item>
    /// The sources that tell of shelves: of an item of theirs, all items of the same sku come with it, and what is believed of their shelves.
    package var joined: Set<String>
    /// Skus to load with all that those sources tell of them.
    package var skus: Set<SKU>
    /// Sources that fell silent, each with those that follow it: load the skus of which a follower says something else.
    package var silent: [String: Set<String>]
    /// The followers of each source that has some: with `isDue`, one that may be found silent counts as silent.
    package var followers: [String: Set<String>] = [:]
    package var seen: Set<Seen>
    /// The sources whose pulses to load.
    package var pulses: Set<String>
    /// Load what became of these bodies.
    package var records: Set<Arrival.ID> = []
    package var deliveries: Set<Delivery.ID>
    /// Load the deliveries that far sides call so.
    package var reported: Set<ProviderID> = []
    /// By channel, the most due deliveries to load.
    package var claims: [String: Int]
    /// Load held and gathering deliveries and rows of the agenda whose time has come, these with the pulses of their sources; and what has waited
    /// too long for a reading, with its levels.
    package var isDue: Bool
    /// Load `sending` deliveries whose lease is over (false) or all of them (true); nil: none.
    package var rescuesAll: Bool?
    /// Load what somebody picked.
    package var selections: [DeliverySelection]
    /// Load what waits for the end of the silences of these names.
    package var mutes: Set<String> = []

    package init(
        items: Set<Item> = [], awaited: Set<Item> = [], joined: Set<String> = [], skus: Set<SKU> = [], silent: [String: Set<String>] = [:],
        seen: Set<Seen> = [], pulses: Set<String> = [], deliveries: Set<Delivery.ID> = [], claims: [String: Int] = [:], isDue: Bool = false,
        rescuesAll: Bool? = nil, selections: [DeliverySelection] = []
    ) {
        self.items = items
        self.awaited = awaited
        self.joined = joined
        self.skus = skus
        self.silent = silent
        self.seen = seen
        self.pulses = pulses
        self.deliveries = deliveries
        self.claims = claims
        self.isDue = isDue
        self.rescuesAll = rescuesAll
        self.selections = selections
    }

    /// The sources that are, or may be found, silent, each with those that follow it.
    ///
    /// - Parameter due: the agenda's rows whose time has come.
    package func silences(_ due: [AgendaItem]) -> [String: Set<String>] {
        guard !followers.isEmpty else { return silent }
        let quiet = Set(due.filter { $0.key.kind == .quiet }.map(\.key.subject))
        return silent.merging(followers.filter { quiet.contains($0.key) }) { first, _ in first }
    }
}
