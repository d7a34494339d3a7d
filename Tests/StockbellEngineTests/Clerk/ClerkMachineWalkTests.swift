import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellStore
import StockbellTesting
import Testing

/// Seeded random walks: the machine, the real ledger and a store, with commits, faults, disk trouble, crashes, stops and steps of the clock
/// in any order.
@Suite(.timeLimit(.minutes(1))) struct ClerkMachineWalkTests {
    @Test(arguments: 1...150) func theRulesHoldOnAnyWalk(seed: UInt64) async throws {
        var walk = try Walk(seed: seed)
        for _ in 0..<400 { try await walk.step() }
        try await walk.end()
    }
}

/// One walk: all that a clerk's loop and its couriers do, one step at a time.
private struct Walk {
    private let settings: Settings
    private let ledger: Ledger
    private let clock = ManualClock()
    private let store: MemoryStore
    private var machine: ClerkMachine
    private var chance: SeededGenerator
    private var ids: ULIDSource<SeededGenerator>
    private var limits = ClerkMachine.Limits()
    /// Tickets that wait for their answer, with their bodies.
    private var waiting: [UInt64: String] = [:]
    private var nextTicket: UInt64 = 0
    /// Bodies in the order in which they were taken, and those that were committed in theirs.
    private var taken: [String] = []
    private var committed: [String] = []
    private var quarantined: [String] = []
    /// What carriers have and have not answered yet.
    private var out: [Claimed] = []
    private var isStopping = false
    private var isFinished = false
    private var hasTrouble = false

    init(seed: UInt64) throws {
        chance = SeededGenerator(seed)
        ids = ULIDSource(SeededGenerator(seed))
        settings = .fixture(
            [try .mail(width: 2), .chat(width: 1), .hook(width: 3), .sms(width: 1)], send: "mail:buyers@example.com", "chat", "hook",
            "sms:+4915112345678",
            operators: ["chat", "hook"])
        ledger = Ledger(settings: settings)
        store = MemoryStore(now: { [clock] in clock.now })
        limits.batch = 4
        limits.arrivals = 6
        machine = ClerkMachine(widths: settings.widths, limits: limits, isStart: true)
    }

    // MARK: - Steps

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &chance) {
        case 0..<30: post()
        case 30..<50: comeBack()
        case 50..<60: pass(Double.random(in: 0..<20, using: &chance))
        case 60: clock.advance(-Double.random(in: 0..<4000, using: &chance))
        case 61: pass(400)
        case 62: crash()
        case 63: machine.othersWrote()
        case 64: hasTrouble.toggle()
        default: try await turn()
        }
        let perChannel = Dictionary(grouping: out, by: \.delivery.address.channel).mapValues(\.count)
        for (channel, count) in perChannel { try #require(count <= settings.widths[channel] ?? 0) }
        let lanes = Dictionary(grouping: out) { "\($0.delivery.incident?.string ?? $0.delivery.id.string) \($0.delivery.address)" }
        try #require(lanes.values.allSatisfy { $0.count == 1 })
    }

    private mutating func post() {
        let ticket = nextTicket
        nextTicket += 1
        let isPoison = Int.random(in: 0..<12, using: &chance) == 0
        let body = "\(isPoison ? "poison" : "body") \(ticket)"
        let item = ["A", "B", "C"].randomElement(using: &chance) ?? "A"
        let quantity = ([0, 3, 20] as [Decimal]).randomElement(using: &chance) ?? 0
        let arrival = Arrival(id: ids.next(at: clock.now), source: "tills", receivedAt: clock.now, body: Array(body.utf8))
        let isTaken = machine.enqueue(Waiting(ticket: ticket, input: .arrival(arrival, .level(item, quantity))), now: clock.now)
        guard isTaken else { return }
        waiting[ticket] = body
        taken.append(body)
    }

    /// A far side answers.
    private mutating func comeBack() {
        guard !out.isEmpty else { return }
        let claimed = out.remove(at: Int.random(in: out.indices, using: &chance))
        let outcomes: [Outcome] = [.fine, .fine, .fine, .again, .later(30), .unsure, .wrong, .refused]
        let attempt = Input.Attempt(delivery: claimed.delivery.id, number: claimed.delivery.attempt, channel: claimed.delivery.address.channel)
        note(.outcome(attempt, outcomes.randomElement(using: &chance) ?? .fine))
    }

    /// Time goes by; no far side takes longer than its channel's time-out.
    private mutating func pass(_ seconds: TimeInterval) {
        clock.advance(seconds)
        let late = out.filter { claimed in claimed.delivery.leaseUntil.map { $0.addingTimeInterval(-60) <= clock.now } ?? false }
        out.removeAll(where: late.contains)
        for claimed in late {
            note(.outcome(.init(delivery: claimed.delivery.id, number: claimed.delivery.attempt, channel: claimed.delivery.address.channel), .unsure))
        }
    }

    private mutating func note(_ input: Input) {
        let isTaken = machine.enqueue(Waiting(ticket: nil, input: input), now: clock.now)
        #expect(isTaken)
    }

    /// Power is lost: what was not committed is gone, and what was out is never heard of again.
    private mutating func crash() {
        machine = ClerkMachine(widths: settings.widths, limits: limits, isStart: true)
        let lost = Set(waiting.values)
        taken.removeAll(where: lost.contains)
        (waiting, out) = ([:], [])
    }

    @discardableResult private mutating func turn() async throws -> ClerkMachine.Turn {
        let turn = machine.turn(now: clock.now)
        switch turn {
        case .wait: break
        case .finished: isFinished = true
        case .plan:
            if hasTrouble && Bool.random(using: &chance) {
                try refuse(machine.failed([], trouble: .full, now: clock.now))
            } else {
                machine.planned(try await store.agenda(), now: clock.now)
            }
        case .transact(let batch, let slots): try await transact(batch, slots)
        }
        return turn
    }

    private mutating func transact(_ batch: [Waiting], _ slots: [String: Int]) async throws {
        #expect(batch.count <= limits.batch + 5)
        do {
            if hasTrouble { throw StoreTrouble.full }
            let inputs = batch.map(\.input)
            let (result, commit, made) = try await store.transact(ledger.keys(for: inputs)) { [ledger, ids, chance] book in
                var (slots, ids, chance) = (slots, ids, chance)
                let result = try ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &chance)
                for kept in book.changes.arrivals where kept.verdict != .quarantined && kept.arrival.body.starts(with: Array("poison".utf8)) {
                    throw ScriptedStore.Fault()
                }
                return (result, Commit(result, book), ids)
            }
            ids = made
            machine.committed(batch, commit, now: clock.now)
            for (waiting, verdict) in zip(batch, result.verdicts) {
                guard let ticket = waiting.ticket else { continue }
                let body = try answered(ticket)
                if verdict == .quarantined { quarantined.append(body) } else { committed.append(body) }
            }
            out += result.claimed
        } catch let trouble as StoreTrouble {
            try refuse(machine.failed(batch, trouble: trouble, now: clock.now))
        } catch {
            guard let culprit = machine.failed(batch, now: clock.now) else { return }
            guard case .arrival(let arrival, _) = culprit.input, let ticket = culprit.ticket else { throw error }
            try #require(String(decoding: arrival.body, as: UTF8.self).hasPrefix("poison"))
            let again = Waiting(ticket: ticket, input: .arrival(arrival, .quarantined(type: nil, reason: "poison")))
            let isTaken = machine.enqueue(again, now: clock.now)
            if !isTaken { try refuse([ticket]) }
        }
    }

    /// The body of a ticket that gets its answer now; fails if it had one.
    private mutating func answered(_ ticket: UInt64) throws -> String {
        let body = waiting.removeValue(forKey: ticket)
        return try #require(body, "answered twice")
    }

    private mutating func refuse(_ tickets: [UInt64]) throws {
        for ticket in tickets {
            let body = try answered(ticket)
            taken.removeAll { $0 == body }
        }
    }

    // MARK: - The end

    /// Trouble ends, far sides answer, time passes: everything comes to rest.
    ///
    /// Then the clerk is stopped.
    mutating func end() async throws {
        hasTrouble = false
        for _ in 0..<200 {
            try await rest()
            guard try await store.unfinishedDeliveries() > 0 else { break }
            while let claimed = out.popLast() {
                note(
                    .outcome(.init(delivery: claimed.delivery.id, number: claimed.delivery.attempt, channel: claimed.delivery.address.channel), .fine)
                )
            }
            pass(600)
        }
        #expect(try await store.unfinishedDeliveries() == 0)
        try #require(out.isEmpty)
        #expect(waiting.isEmpty)
        #expect(committed == taken.filter { $0.hasPrefix("body") })
        #expect(Set(quarantined) == Set(taken.filter { $0.hasPrefix("poison") }))

        for _ in 0..<3 { post() }
        machine.stop()
        try await rest()
        while let claimed = out.popLast() {
            try #require(!isFinished)
            note(.outcome(.init(delivery: claimed.delivery.id, number: claimed.delivery.attempt, channel: claimed.delivery.address.channel), .again))
        }
        try await rest()
        #expect(isFinished && waiting.isEmpty)
        let states = Set(try await store.deliveries(RecordQuery(limit: .max)).map(\.state))
        #expect(!states.contains(.sending))
    }

    /// Turns until there is nothing to do at this moment, which must come soon.
    private mutating func rest() async throws {
        for _ in 0..<300 {
            switch try await turn() {
            case .finished: return
            case .wait(let until):
                guard let until, until > clock.now, until.timeIntervalSince(clock.now) <= 2 else { return }
                clock.advance(until.timeIntervalSince(clock.now))
            case .plan, .transact: break
            }
        }
        Issue.record("The machine does not come to rest.")
    }
}
