import FoundationEssentials

/// Through it the world reaches into a process: nothing gets in once that is gone, and what comes while it stands still waits.
final class Hatch {
    private let world: World
    private(set) var isGone = false
    private var asleepUntil: TimeInterval = 0

    init(_ world: World) {
        self.world = world
    }

    func close() { isGone = true }

    /// The process stands still, as under SIGSTOP or a lid that was shut.
    func sleep(_ seconds: TimeInterval) { asleepUntil = world.time + seconds }

    func after(_ seconds: TimeInterval, _ step: @escaping () -> Void) {
        world.after(seconds) { [self] in
            if isGone { return }
            if world.time < asleepUntil { return after(asleepUntil - world.time + world.seconds(0...0.02), step) }
            step()
        }
    }
}
