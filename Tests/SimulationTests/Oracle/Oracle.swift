import FoundationEssentials
import StockbellCore

/// Knows what was said to the outside and what the outside took, and judges the product by it.
final class Oracle {
    struct Lane: Hashable {
        var level: LevelKey
        var address: Address
    }

    struct SummedLane: Hashable {
        var lane: Lane
        var department: String
    }

    /// What the far sides have of a delivery.
    struct Taken {
        var times = 0
        /// The keys by which they may know it again.
        var keys: Set<String> = []
        var unmarked = 0
        /// How often a repeat could not be helped.
        var excuses = 0
    }

    let world: World
    let channels: [String: ChannelSettings]
    /// Arrivals that were answered 200, with the verdict.
    var acknowledged: [Arrival.ID: Arrival.Verdict] = [:]
    var posts: [Arrival.ID: Post] = [:]
    /// Attempts that a far side has heard of.
    var flights: [Flight.Key: Flight] = [:]
    /// Attempts that couriers have.
    var carried: Set<Flight.Key> = []
    /// Attempts whose outcome could not be written: put back when their lease is over.
    var givenUp: Set<Flight.Key> = []
    var underWay: [String: Int] = [:]
    var taken: [Delivery.ID: Taken] = [:]
    /// The number of the last alert that was taken for the first time.
    var lanes: [Lane: Int] = [:]
    /// The number of the last alert that a summary told.
    var summed: [SummedLane: Int] = [:]
    /// Channels that were missing in a configuration.
    var lostChannels: Set<String> = []
    /// By what is due and not done, since when it is so, in true time.
    var overdue: [String: TimeInterval] = [:]
    var lastLook: TimeInterval = 0
    /// When the last turns were, oldest first.
    var recentTurns: [TimeInterval] = []

    init(_ world: World, channels: [ChannelSettings]) {
        self.world = world
        self.channels = Dictionary(channels.map { ($0.name, $0) }) { first, _ in first }
    }

    func text(_ delivery: Delivery) -> String {
        "\(delivery.letter.rawValue) \(delivery.id.string.suffix(6)) to \(delivery.address)"
    }
}
