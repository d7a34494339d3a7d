import FoundationEssentials
import StockbellCore
import StockbellStore

/// A store whose commits are first written, then on disk: between the two a crash may lose the last one.
final class SimulatedStore {
    struct Version {
        var rows = MemoryState()
        var truth = Truth()
    }

    private let world: World
    /// What readers see.
    private(set) var committed = Version()
    /// What survives a crash for sure.
    private(set) var synced = Version()
    /// A commit that was refused after it was written: a crash may bring it back, as long as none follows.
    private var ghost: (() -> Version)?
    /// The process that is between its commit and its end; nil: none.
    private var writer: ObjectIdentifier?

    init(_ world: World) {
        self.world = world
    }

    var isLocked: Bool { writer != nil }

    /// Writes a version, not yet on disk.
    func commit(_ version: Version, by process: AnyObject) {
        committed = version
        ghost = nil
        writer = ObjectIdentifier(process)
    }

    /// What a process has written is on disk.
    func sync(by process: AnyObject) {
        guard writer == ObjectIdentifier(process) else { return }
        settle()
    }

    private func settle() {
        synced = committed
        writer = nil
    }

    /// Refuses a commit that was written.
    ///
    /// - Parameter version: makes the version, should it be found after all.
    func refuse(_ version: @escaping () -> Version) {
        ghost = version
    }

    /// A process is gone, perhaps with the power.
    ///
    /// Power loss ends every process; what it tears off is the last commit, if that was not on disk.
    func crash(of process: AnyObject, isPowerLoss: Bool) {
        guard isPowerLoss || writer == ObjectIdentifier(process) else { return }
        if writer != nil {
            let isKept = world.happens(0.5)
            world.tell("the last commit is \(isKept ? "kept" : "torn off")")
            if !isKept { committed = synced }
        } else if let ghost, isPowerLoss, world.happens(0.5) {
            world.tell("a refused commit is found after all")
            committed = ghost()
        }
        ghost = nil
        settle()
    }
}
