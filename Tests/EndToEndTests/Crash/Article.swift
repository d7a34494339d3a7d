import Foundation

/// An item of the load: out, back and out again, with changes between that do not matter.
struct Article: Sendable {
    let sku: String
    private var isOut = false
    private var quantity = 1
    private var changedAt = Date.distantPast

    /// An item that nobody has heard of.
    init(sku: String) {
        self.sku = sku
    }

    /// What the platform says of it next; the first is that there is none left.
    mutating func next(number: Int, now: Date, using chance: inout some RandomNumberGenerator) throws -> StockChange {
        let isEdge = changedAt == .distantPast || Int.random(in: 0..<10, using: &chance) < 4
        if isEdge { isOut.toggle() }
        let previous = quantity
        quantity = isOut ? -number : number
        // Platforms' clocks have milliseconds, and no item changes twice in one.
        changedAt = max(now, changedAt.addingTimeInterval(0.001))
        let body = try Sample.digitalRiver(sku, id: "event-\(number)", quantity: quantity, previous: previous, at: changedAt)
        return StockChange(number: number, sku: sku, isOut: isOut, isEdge: isEdge, body: body)
    }
}
