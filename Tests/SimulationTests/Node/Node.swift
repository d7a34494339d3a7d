import FoundationEssentials
import StockbellCore
import StockbellEngine

/// One process: a clerk, and what it sends.
final class Node {
    private let world: World
    private let oracle: Oracle
    private let store: SimulatedStore
    private let farSides: [String: FarSide]
    private let receipts: Receipts
    private let swarm: Swarm
    private let faults: Faults
    private let isServer: Bool
    private let hatch: Hatch
    let clerk: SimulatedClerk
    private var flights: [Flight] = []
    private var ready: [String: ReadyQueue<Flight>] = [:]
    private(set) var isListening = true
    private var isPuttingBack = false
    /// Whether outcomes still may be cursed and letters fail.
    var isUnlucky = true

    init(
        _ world: World, _ oracle: Oracle, _ store: SimulatedStore, _ disk: Disk, _ farSides: [String: FarSide], _ receipts: Receipts,
        _ settings: Settings, _ swarm: Swarm, _ faults: Faults, isServer: Bool
    ) {
        (self.world, self.oracle, self.store, self.farSides) = (world, oracle, store, farSides)
        (self.swarm, self.faults, self.isServer, self.receipts) = (swarm, faults, isServer, receipts)
        hatch = Hatch(world)
        ready = Dictionary(settings.channels.map { ($0.name, ReadyQueue(width: $0.concurrency)) }) { first, _ in first }
        clerk = SimulatedClerk(world, hatch, oracle, store, disk, settings, isServer: isServer, faults)
        clerk.send = { [unowned self] claimed in
            oracle.carried.formUnion(claimed.map { Flight($0).key })
            for one in claimed { hatch.after(world.seconds(0...0.02)) { [self] in start(one) } }
        }
    }

    /// Whether nothing is under way.
    var isIdle: Bool { flights.isEmpty }

    /// False: nobody listens.
    func take(_ post: Post, answer: @escaping (Arrival.Verdict?) -> Void) -> Bool {
        guard isListening, !hatch.isGone else { return false }
        if post.isPoison { faults.poison(post) }
        hatch.after(0) { [self] in clerk.submit(post, answer: answer) }
        return true
    }

    /// Takes what a far side calls back with; answers once it is written, or never.
    func hear(_ feedback: [Feedback], from channel: String, whenWritten: @escaping () -> Void) {
        guard isListening else { return }
        hatch.after(0) { [self] in clerk.hear(.feedback(channel: channel, feedback), whenWritten: whenWritten) }
    }

    func othersWrote() { hatch.after(world.seconds(0...1)) { [self] in clerk.othersWrote() } }

    func sleep(_ seconds: TimeInterval) {
        oracle.isExcused()
        hatch.sleep(seconds)
    }

    /// Drains: first intake, then what waits to be written, then what is under way.
    func stop(_ whenGone: @escaping () -> Void) {
        isListening = false
        clerk.onFinished = { [self] in
            if !clerk.hasTrouble, let flight = flights.first(where: { $0.outcome == nil }) {
                world.violate("\(oracle.text(flight.delivery)) is under way at the end")
            }
            end(isPowerLoss: false)
            whenGone()
        }
        hatch.after(0) { [self] in
            clerk.stop()
            isPuttingBack = true
            for channel in ready.keys.sorted() { for held in ready[channel]?.takeAll() ?? [] { isUnsent(held) } }
        }
        // What does not drain in time is killed.
        world.after(25) { [self] in
            if hatch.isGone { return }
            end(isPowerLoss: false)
            whenGone()
        }
    }

    /// The process is gone; what was on its way arrived or did not.
    func end(isPowerLoss: Bool) {
        hatch.close()
        for flight in flights where flight.outcome == nil {
            if !flight.isAccepted, world.happens(0.3) { oracle.accepts(flight, store.committed.truth) }
            oracle.isLost(flight)
        }
        flights = []
        if isServer { oracle.carried = [] }
        clerk.letGo()
        store.crash(of: hatch, isPowerLoss: isPowerLoss)
        oracle.isExcused()
    }

    // MARK: - Couriers

    private func start(_ claimed: Claimed) {
        let flight = Flight(claimed)
        if isPuttingBack { return isUnsent(flight) }
        if swarm.hasRenderTrouble, isUnlucky, world.happens(0.05) {
            clerk.note(.trouble(Trouble(key: "template:x.md", title: "A template does not work", text: "x", fix: "Mend it.")))
            if world.happens(0.2) {
                let outcome = Outcome.rejected(Failure(.render, "no letter"), suppress: false)
                oracle.staysHere(flight, outcome)
                return clerk.note(.outcome(flight.attempt, outcome))
            }
        }
        if ready[flight.channel]?.add(flight, to: flight.delivery.address.recipient) ?? true { depart(flight) }
    }

    private func depart(_ flight: Flight) {
        guard let farSide = farSides[flight.channel] else { return world.violate("\(flight.channel) has no far side") }
        oracle.departs(flight, durable: store.synced.rows)
        flights.append(flight)
        let fate = farSide.fate()
        world.tell("\(oracle.text(flight.delivery)) goes out, attempt \(flight.delivery.attempt)")
        if let acceptedAfter = fate.acceptedAfter {
            world.after(acceptedAfter) { [self] in
                guard !flight.isLost else { return }
                world.tell("\(oracle.text(flight.delivery)) is taken")
                oracle.accepts(flight, store.committed.truth)
                receipts.take(flight)
            }
        }
        hatch.after(fate.answeredAfter) { [self] in
            comesBack(flight, fate.outcome.naming(flight))
            for held in ready[flight.channel]?.takeBack(fate.outcome, to: flight.delivery.address.recipient) ?? [] { isUnsent(held) }
            if let next = ready[flight.channel]?.comesBack() { depart(next) }
        }
    }

    private func isUnsent(_ flight: Flight) {
        world.tell("\(oracle.text(flight.delivery)) goes back unsent")
        clerk.note(.outcome(flight.attempt, .unsent))
    }

    private func comesBack(_ flight: Flight, _ outcome: Outcome) {
        flights.removeAll { $0 === flight }
        oracle.comesBack(flight, outcome)
        if swarm.hasCursedOutcomes, isUnlucky, world.happens(0.05) {
            faults.curse(flight.key)
            oracle.carried.remove(flight.key)
            oracle.givenUp.insert(flight.key)
        }
        clerk.note(.outcome(flight.attempt, outcome))
        // A result may come twice, late, and say something else.
        guard swarm.hasEchoes, isUnlucky, world.happens(0.1) else { return }
        let echo = world.one(of: [outcome, .delivered(Receipt(answer: "late")), .retry(Failure(.other, "late"), after: nil, scope: .message)])
        hatch.after(world.seconds(0...world.one(of: [0.01, 5, 200]))) { [self] in clerk.note(.outcome(flight.attempt, echo)) }
    }
}

extension Outcome {
    /// With the far side's own name for the message, where it took it.
    fileprivate func naming(_ flight: Flight) -> Outcome {
        guard case .delivered(var receipt) = self else { return self }
        receipt.providerID = Receipts.name(of: flight)
        return .delivered(receipt)
    }
}
