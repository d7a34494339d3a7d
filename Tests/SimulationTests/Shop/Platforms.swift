import FoundationEssentials
import StockbellCore

/// The platforms: they post, wait for the answer, and post again until they hear 200.
final class Platforms {
    /// Takes a body and answers it once; nil: 503.
    ///
    /// False: nobody listens.
    typealias Door = (Post, @escaping (Arrival.Verdict?) -> Void) -> Bool

    private static let patience: TimeInterval = 10

    private let world: World
    private let swarm: Swarm
    private var office: PostOffice
    private var open = 0
    /// Whether answers still get lost on their way.
    var isLossy = true
    var door: Door = { _, _ in false }

    init(_ world: World, _ swarm: Swarm) {
        self.world = world
        self.swarm = swarm
        office = PostOffice(world, swarm)
    }

    /// Whether every platform got its 200 for everything.
    var areDone: Bool { open == 0 }

    /// Spreads the posts over the storm, some in bursts.
    func begin() {
        let bursts = (0..<3).map { _ in world.seconds(0...swarm.storm) }
        for _ in 0..<swarm.posts {
            let time = world.happens(0.4) ? world.one(of: bursts) + world.seconds(0...0.2) : world.seconds(0...swarm.storm)
            open += 1
            world.after(time) { [self] in
                let post = office.next()
                attempt(post, isFirst: true)
                if world.happens(0.1) { send(post) { _ in } }
            }
        }
    }

    /// One that no platform waits for.
    func extraPost() -> Post { office.next() }

    private func attempt(_ post: Post, isFirst: Bool) {
        var isAnswered = false
        let settle = { [self] (isTaken: Bool) in
            guard !isAnswered else { return }
            isAnswered = true
            if isTaken { open -= 1 } else { world.after(world.seconds(1...20)) { [self] in attempt(post, isFirst: false) } }
        }
        send(post) { [self] isTaken in
            if isTaken && isLossy && world.happens(swarm.lostAnswers) { return }
            world.after(world.seconds(0...0.03)) { settle(isTaken) }
        }
        world.after(Self.patience) { settle(false) }
    }

    private func send(_ post: Post, _ answer: @escaping (Bool) -> Void) {
        world.after(world.seconds(0.001...0.06)) { [self] in
            let isHeard = door(post) { verdict in answer(verdict != nil) }
            if !isHeard { answer(false) }
        }
    }
}
