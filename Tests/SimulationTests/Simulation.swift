import FoundationEssentials
import StockbellCore
import StockbellStore

/// One seed's history: a storm of posts and faults, then peace, in which everything must come to its end.
final class Simulation {
    /// What a seed showed.
    struct Report: Sendable {
        var seed: UInt64
        /// The rule that was broken; nil: none.
        var violation: String?
        var story: [String]
        var steps: Int
        var seconds: Double
    }

    /// How often a process ends at a moment that matters.
    private static let danger = 0.006
    private static let mostSteps = 200_000
    /// The longest horizon of any channel, and an hour.
    private static let mostPeace: TimeInterval = 73 * 3600

    let world: World
    let swarm: Swarm
    let store: SimulatedStore
    let disk: Disk
    let oracle: Oracle
    let platforms: Platforms
    let farSides: [String: FarSide]
    let faults: Faults
    let receipts: Receipts
    var node: Node?
    /// Commands that run beside the server; a power loss ends them too.
    var visitors: [Node] = []
    var isStorm = true
    private var isStopping = false

    private init(seed: UInt64, isTold: Bool) {
        world = World(seed: seed, isTold: isTold)
        swarm = Swarm(world)
        store = SimulatedStore(world)
        disk = Disk(world, isSlow: swarm.isSlowDisk)
        let settings = Shop.settings(without: nil, isImpatient: swarm.isImpatient, isTight: swarm.hasTightLimits)
        oracle = Oracle(world, channels: settings.channels)
        platforms = Platforms(world, swarm)
        farSides = Dictionary(settings.channels.map { [world] in ($0.name, FarSide(world, $0)) }) { first, _ in first }
        faults = Faults(hasSmallQueue: swarm.hasSmallQueue)
        receipts = Receipts(world, swarm)
    }

    /// Runs a seed's history.
    ///
    /// - Parameter isTold: whether the report has its story.
    static func run(seed: UInt64, isTold: Bool = false) -> Report {
        let simulation = Simulation(seed: seed, isTold: isTold)
        simulation.begin()
        simulation.world.run(atMost: mostSteps)
        let world = simulation.world
        // The parts hold one another.
        (simulation.node, simulation.visitors) = (nil, [])
        simulation.platforms.door = { _, _ in false }
        simulation.receipts.door = { _, _, _ in }
        return Report(seed: seed, violation: world.violation, story: world.story ?? [], steps: world.steps, seconds: world.time)
    }

    private func begin() {
        world.tell("\(swarm)")
        platforms.door = { [unowned self] post, answer in node?.take(post, answer: answer) ?? false }
        receipts.door = { [unowned self] channel, feedback, whenTaken in node?.hear(feedback, from: channel, whenWritten: whenTaken) }
        platforms.begin()
        start(without: nil)
        schedule()
        world.after(swarm.storm) { [self] in beginPeace() }
    }

    /// Starts the server, with or without one of its channels.
    func start(without channel: String?) {
        if let channel { oracle.lostChannels.insert(channel) }
        world.tell("start\(channel.map { " without \($0)" } ?? "")")
        let settings = Shop.settings(without: channel, isImpatient: swarm.isImpatient, isTight: swarm.hasTightLimits)
        let node = Node(world, oracle, store, disk, farSides, receipts, settings, swarm, faults, isServer: true)
        node.isUnlucky = isStorm
        node.clerk.isStruck = { [unowned self] in
            guard isStorm, swarm.hasCrashes, world.happens(Self.danger) else { return false }
            crash()
            return true
        }
        node.clerk.onRest = { [unowned self] in lookForTheEnd() }
        self.node = node
        oracle.judgeAcknowledged(store.committed.rows)
    }

    private func beginPeace() {
        world.tell("peace")
        isStorm = false
        world.skew = 0
        disk.mood = .well
        platforms.isLossy = false
        node?.isUnlucky = false
        for farSide in farSides.values { farSide.mood = .well }
        if node == nil { start(without: nil) }
        command(.resume(nil))
        world.after(Self.mostPeace) { [self] in
            world.violate("\(store.committed.rows.unfinished.count) deliveries are not finished, posts are \(platforms.areDone ? "" : "not ")done")
        }
    }

    private func lookForTheEnd() {
        guard !isStorm, !isStopping, platforms.areDone, store.committed.rows.unfinished.isEmpty, let node else { return }
        isStopping = true
        oracle.judgeEnd(store.committed.rows, store.committed.truth)
        oracle.judgeReceipts(store.committed.rows, receipts.heard)
        let (stoppedAt, isIdle) = (world.time, node.isIdle)
        node.stop { [self] in
            if isIdle, world.time - stoppedAt > 24 { world.violate("the clerk has nothing to do and does not end") }
            world.end()
        }
    }
}
