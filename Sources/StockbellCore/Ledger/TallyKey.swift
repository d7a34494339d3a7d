/// Whose messages are counted together for a limit.
package struct TallyKey: Hashable, Sendable {
    package var department: String
    package var address: Address
    package var tally: Delivery.Tally

    package init(department: String, address: Address, tally: Delivery.Tally) {
        self.department = department
        self.address = address
        self.tally = tally
    }

    /// The key under which a delivery is counted; nil: it is not.
    package init?(_ delivery: Delivery) {
        guard let tally = delivery.tally, !delivery.letter.isSummary else { return nil }
        self.init(department: delivery.department, address: delivery.address, tally: tally)
    }
}
