import FoundationEssentials
import StockbellCore

/// A disk that is slow, full, busy or broken for a while.
final class Disk {
    enum Mood {
        case well, full, busy, broken
    }

    private let world: World
    private let isSlow: Bool
    var mood = Mood.well

    init(_ world: World, isSlow: Bool) {
        self.world = world
        self.isSlow = isSlow
    }

    var pause: TimeInterval { world.happens(0.05) ? world.seconds(0...(isSlow ? 2 : 0.05)) : world.seconds(0.0002...(isSlow ? 0.03 : 0.004)) }

    /// What a transaction fails with before its work; nil: it goes on.
    func failsBefore() -> StoreTrouble? {
        switch mood {
        case .well, .broken: nil
        case .full: world.happens(0.2) ? StoreTrouble(.diskFull, "the disk is full") : nil
        case .busy: world.happens(0.8) ? StoreTrouble(.busy, "somebody else writes") : nil
        }
    }

    /// What a transaction fails with at its commit; nil: it does not.
    func failsAfter() -> StoreTrouble? {
        switch mood {
        case .well, .busy: nil
        case .full: StoreTrouble(.diskFull, "the disk is full")
        case .broken: world.happens(0.7) ? StoreTrouble(.inputOutput, "the disk does not answer") : nil
        }
    }

    func failsToRead() -> StoreTrouble? {
        mood == .broken && world.happens(0.3) ? StoreTrouble(.inputOutput, "the disk cannot be read") : nil
    }
}
