package import FoundationEssentials

/// What is known of addresses and of what they were sent before: load 2, for those alone that need it.
extension Book {
    /// What loads it, at most once a key.
    package struct AddressLoads {
        /// The handle of the youngest delivered message of the same incident, department and recipient; nil: none has one.
        package var thread: (Delivery) throws -> (id: Delivery.ID, handle: String)?
        package var suppressed: (SuppressedAddress.Key) throws -> SuppressedAddress?
        /// What counts of a day that began at that moment.
        package var segments: (SegmentKey, Date) throws -> SegmentCount

        package init(
            thread: @escaping (Delivery) throws -> (id: Delivery.ID, handle: String)?,
            suppressed: @escaping (SuppressedAddress.Key) throws -> SuppressedAddress?,
            segments: @escaping (SegmentKey, Date) throws -> SegmentCount
        ) {
            self.thread = thread
            self.suppressed = suppressed
            self.segments = segments
        }

        package static var none: AddressLoads { AddressLoads(thread: { _ in nil }, suppressed: { _ in nil }, segments: { _, _ in SegmentCount() }) }
    }

    /// The handle by which a message answers or changes those of its incident at its address before it; nil: there are none.
    ///
    /// The youngest has it, as each message hands its thread's handle on; where the first was removed, a later one begins anew.
    package func thread(of delivery: Delivery) throws -> String? {
        guard let incident = delivery.incident else { return nil }
        var last = try addressLoads.thread(delivery)
        // What this batch settled is not in the store yet.
        for other in changes.deliveries.values where other.incident == incident && other.id != delivery.id && other.isInThread(of: delivery) {
            guard let handle = other.receipt?.thread, last.map({ other.id > $0.id }) ?? true else { continue }
            last = (other.id, handle)
        }
        return last?.handle
    }

    /// The line of the suppression list; nil: the address gets its messages.
    package mutating func suppressed(_ key: SuppressedAddress.Key) throws -> SuppressedAddress? {
        if let known = suppressedAddresses[key] { return known }
        let loaded = try addressLoads.suppressed(key)
        suppressedAddresses[key] = .some(loaded)
        return loaded
    }

    /// Writes a line of the suppression list, or strikes it where it is nil.
    package mutating func put(_ suppressed: SuppressedAddress?, for key: SuppressedAddress.Key) {
        suppressedAddresses[key] = .some(suppressed)
        changes.suppressed[key] = .some(suppressed)
    }

    /// How many text segments count of a day that began at that moment: for sure, and at the most of what is under way.
    ///
    /// - Parameter most: by channel, how many a message takes whose segments nobody knows.
    package mutating func segments(_ key: SegmentKey, since: Date, most: (String) -> Int) throws -> (used: Int, underWay: Int) {
        if segmentCounts[key] == nil { segmentCounts[key] = try addressLoads.segments(key, since) }
        guard let count = segmentCounts[key] else { return (0, 0) }
        let used = count.unknown.reduce(count.sent) { $0 + $1.value * most($1.key) }
        return (used, count.underWay.reduce(0) { $0 + $1.value * most($1.key) })
    }

    /// Counts a message that goes out now.
    package mutating func reserveSegments(_ key: SegmentKey, on channel: String) {
        segmentCounts[key]?.underWay[channel, default: 0] += 1
    }

    /// The delivery that a report means; nil: nothing here is known so.
    package func delivery(_ subject: DeliveryReport.Subject, on channel: String) -> Delivery? {
        let found: Delivery? =
            switch subject {
            case .delivery(let key): deliveries[key.delivery]
            case .provider(let id): ofProvider(id, on: channel).max { $0.id < $1.id }
            }
        return found.flatMap { $0.address.channel == channel ? $0 : nil }
    }

    /// What this batch settled is not in the store yet.
    private func ofProvider(_ id: String, on channel: String) -> [Delivery] {
        let stored = reported[BookKeys.ProviderID(channel: channel, id: id)].flatMap { deliveries[$0] }
        return [stored].compactMap(\.self)
            + changes.deliveries.values.filter { $0.receipt?.providerID == id && $0.receipt?.isTracked == true && $0.address.channel == channel }
    }
}

extension Delivery {
    /// Whether it has a handle by which the other can answer it; of the same incident they are already.
    package func isInThread(of other: Delivery) -> Bool {
        state == .delivered && receipt?.thread != nil && address == other.address && department == other.department
            && recipient?.text == other.recipient?.text
    }
}
