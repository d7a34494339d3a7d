import FoundationEssentials
import StockbellCore

/// One attempt on its way to a far side, as the outside sees it.
final class Flight {
    struct Key: Hashable {
        var delivery: Delivery.ID
        var attempt: Int
    }

    let delivery: Delivery
    let level: LevelKey?
    /// nil: its answer has not come.
    var outcome: Outcome?
    /// The process that carried it is gone.
    var isLost = false
    var isAccepted = false

    init(_ claimed: Claimed) {
        delivery = claimed.delivery
        level = claimed.level
    }

    var key: Key { Key(delivery: delivery.id, attempt: delivery.attempt) }
    var attempt: Input.Attempt { Input.Attempt(delivery: delivery.id, number: delivery.attempt, channel: channel, level: level) }
    var channel: String { delivery.address.channel }
}
