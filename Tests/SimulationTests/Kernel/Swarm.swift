import FoundationEssentials

/// Which faults a seed's world has: not all at once, or some would hide others.
struct Swarm {
    let posts: Int
    /// How long platforms post and things go wrong, in seconds.
    let storm: TimeInterval
    let hasCrashes, hasStops, hasSuspensions, hasDiskTrouble, hasOtherProcess, hasLostChannels, hasHands: Bool
    let hasUndecodable, hasPoison, hasCursedOutcomes, hasEchoes, hasRenderTrouble: Bool
    /// The longest step of the machine's clock, in seconds; 0: it is right.
    let clockStep: TimeInterval
    /// How often a far side is not well, 0…1.
    let farTrouble: Double
    /// How often an answer to a platform is lost, 0…1.
    let lostAnswers: Double
    let isSlowDisk: Bool
    /// Short schedules, so that messages give up.
    let isImpatient: Bool
    let hasSmallQueue: Bool
    /// Far sides say what became of messages.
    let hasReceipts: Bool
    /// A store and the depot that it follows tell of the same shelves.
    let hasShelves: Bool
    /// Storms begin early.
    var hasTightLimits: Bool { posts > 9 }

    init(_ world: World) {
        // Most short, as most faults need little; some long.
        posts = world.one(of: [5, 7, 9, 11, 13, 30])
        storm = world.one(of: [60, 300, 1200])
        hasCrashes = world.happens(0.5)
        hasStops = world.happens(0.3)
        hasSuspensions = world.happens(0.2)
        hasDiskTrouble = world.happens(0.3)
        hasOtherProcess = world.happens(0.3)
        hasLostChannels = world.happens(0.15)
        hasHands = world.happens(0.25)
        hasUndecodable = world.happens(0.3)
        hasPoison = world.happens(0.3)
        hasCursedOutcomes = world.happens(0.1)
        hasEchoes = world.happens(0.15)
        hasRenderTrouble = world.happens(0.15)
        clockStep = world.happens(0.7) ? 0 : world.one(of: [5, 90, 600, 7200])
        farTrouble = world.one(of: [0, 0.15, 0.4, 0.7])
        lostAnswers = world.one(of: [0, 0.05, 0.2])
        isSlowDisk = world.happens(0.2)
        isImpatient = world.happens(0.2)
        hasSmallQueue = world.happens(0.3)
        hasShelves = world.happens(0.4)
        hasReceipts = world.happens(0.4)
    }
}
