/// One numbered event of the load.
struct StockChange: Sendable {
    /// Unique in the run; the event's id at the platform, and its quantity but for the sign.
    var number: Int
    var sku: String
    var isOut: Bool
    /// Whether it must ring: the item was not so before.
    var isEdge: Bool
    var body: String

    /// Where an alert of it must go.
    var ways: Set<Way> {
        guard isEdge else { return [] }
        return isOut && sku.hasSuffix(Self.textedEnding) ? [.hook, .mail, .text] : [.hook, .mail]
    }

    /// Items whose names end so ring by SMS too.
    static let textedEnding = "-sms"
}
