import FoundationEssentials
import StockbellCore

/// What the oracle knows of the commits that a store holds; a commit that is lost in a crash is lost here too.
struct Truth {
    /// An alert about stock with its place in the order of alerts.
    struct Told {
        var number: Int
        var level: LevelKey
        var kind: AlertKind
    }

    var levels = LevelModel()
    var told: [Alert.ID: Told] = [:]
    /// Alerts that follow from several levels.
    var derived: [Alert.ID: Told] = [:]
    /// By level, the number of the last thing that made older news untrue: an alert or a removal.
    var lastNews: [LevelKey: Int] = [:]
    var count = 0
    /// Until when, by the store's time, nothing of a scope may go out; `.distantFuture`: until somebody ends it.
    var pauses: [Pause.Key: Date] = [:]
    /// Until when the far side wants to hear nothing of one message.
    var rests: [Delivery.ID: Date] = [:]

    /// Until when a delivery has to wait; nil: it may go.
    func pause(of delivery: Delivery, at now: Date) -> Date? {
        let held = pauses.filter { $0.value > now && $0.key.scope.holds(delivery) }.map(\.value)
        return (held + [rests[delivery.id]].compactMap { $0 }).filter { $0 > now }.max()
    }
}

extension Pause.Scope {
    fileprivate func holds(_ delivery: Delivery) -> Bool {
        switch self {
        case .all: true
        case .channel(let channel): channel == delivery.address.channel
        case .department(let department): department == delivery.department
        case .address(let address): address == delivery.address
        }
    }
}
