/// A delivery in one of its rounds, as far sides know it: by this they recognise a repeat, and this they name in receipts and bounces.
///
/// Written `01JD…`, and from the first replay by hand on with its round, `01JD…-1`. No dot: Standard Webhooks parts what it signs by dots, and
/// Telnyx takes letters, digits, `_`, `:` and `-` alone.
package struct DeliveryKey: Hashable, Sendable, CustomStringConvertible {
    private static let longest = 64

    package let delivery: Delivery.ID
    /// 0, and one more for each replay by hand.
    package let round: Int

    package init(_ delivery: Delivery.ID, round: Int = 0) {
        self.delivery = delivery
        self.round = round
    }

    /// Reads one as it is written; nil: it is none.
    package init?(_ text: some StringProtocol) {
        let parts = text.prefix(Self.longest + 1).split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count <= 2, let id = parts.first, !id.isEmpty else { return nil }
        var round = 0
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(parts[1]), number > 0 else { return nil }
            round = number
        }
        self.init(Delivery.ID(String(id)), round: round)
    }

    package var description: String { round == 0 ? delivery.string : "\(delivery.string)-\(round)" }
}
