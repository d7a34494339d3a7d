package import FoundationEssentials
package import Logging
package import StockbellCore
import Synchronization

/// Sends for one channel: claimed deliveries are rendered and handed to its carrier, outcomes go back to the clerk.
package final class Courier: Sendable {
    /// A message that is ready to go.
    private struct Ready {
        var attempt: Input.Attempt
        var parcel: Parcel
    }

    private struct State {
        var inbox: [Claimed] = []
        var ready: ReadyQueue<Ready>
        var isStopping = false
        /// Nothing more goes out: what has not gone comes back unsent.
        var isPuttingBack = false
        /// Attempts that failed one after another, for the log.
        var failuresInARow = 0
    }

    private let channel: ChannelSettings
    private let carrier: any Carrier
    private let renderer: any Renderer
    private let routing: Routing
    private let now: @Sendable () -> Date
    private let note: @Sendable (Input) -> Void
    private let log: Logger
    private let state: Mutex<State>
    private let doorbell = Doorbell()

    /// Makes a courier; nothing happens before `run()`.
    ///
    /// - Parameter note: takes outcomes and troubles to the clerk; must not block.
    package init(
        channel: ChannelSettings, carrier: any Carrier, renderer: any Renderer, routing: Routing, log: Logger, now: @escaping @Sendable () -> Date,
        note: @escaping @Sendable (Input) -> Void
    ) {
        self.channel = channel
        self.carrier = carrier
        self.renderer = renderer
        self.routing = routing
        self.log = log
        self.now = now
        self.note = note
        state = Mutex(State(ready: ReadyQueue(width: channel.concurrency)))
    }

    /// Takes deliveries to send; each gives one outcome.
    package func take(_ claimed: [Claimed]) {
        state.withLock { $0.inbox.append(contentsOf: claimed) }
        doorbell.ring()
    }

    /// Brings back unsent what has not gone out, from now on; what is under way is finished.
    package func putBack() {
        let waiting = state.withLock { state in
            state.isPuttingBack = true
            return state.ready.takeAll()
        }
        for ready in waiting { note(.outcome(ready.attempt, .unsent)) }
        doorbell.ring()
    }

    /// Ends `run()` once the inbox is empty.
    package func stop() {
        state.withLock { $0.isStopping = true }
        doorbell.ring()
    }

    /// Sends what comes in until `stop()`, or until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            let (claimed, isStopping) = state.withLock { state in
                defer { state.inbox = [] }
                return (state.inbox, state.isStopping)
            }
            claimed.forEach(start)
            if claimed.isEmpty {
                if isStopping { return }
                await doorbell.wait()
            }
        }
    }

    private func start(_ claimed: Claimed) {
        let delivery = claimed.delivery
        let attempt = Input.Attempt(delivery: delivery.id, number: delivery.attempt, channel: channel.name, level: claimed.level)
        if state.withLock(\.isPuttingBack) { return note(.outcome(attempt, .unsent)) }
        guard let content = content(of: claimed) else {
            note(.outcome(attempt, .rejected(Failure(.render, "neither the shop's letter nor the built-in one could be rendered"), suppress: false)))
            return
        }
        var parcel = Parcel(
            key: delivery.key, attempt: delivery.attempt, incident: delivery.incident, department: delivery.department,
            recipient: delivery.sentTo, content: content, createdAt: delivery.startedAt, attemptAt: now(),
            mayBeDuplicate: delivery.mayBeDuplicate)
        if delivery.incident != nil { parcel.matter = claimed.alerts.first?.matter }
        parcel.thread = claimed.thread
        parcel.letterKind = delivery.letter
        parcel.wasGreylisted = delivery.failure?.reason == .greylisted
        let ready = Ready(attempt: attempt, parcel: parcel)
        if state.withLock({ $0.ready.add(ready, to: parcel.recipient) }) { carry(ready) }
    }

    /// Gives a message to the carrier, and when it comes back the next one that is ready.
    private func carry(_ ready: Ready) {
        var parcel = ready.parcel
        parcel.attemptAt = now()
        carrier.carry(parcel) { [self] outcome in
            tell(ready.attempt, outcome)
            note(.outcome(ready.attempt, outcome))
            let (held, next) = state.withLock { ($0.ready.takeBack(outcome, to: ready.parcel.recipient), $0.ready.comesBack()) }
            for ready in held { note(.outcome(ready.attempt, .unsent)) }
            if let next { carry(next) }
        }
    }

    /// Logs where a channel begins to fail and where it works again, and every message that is given up; not each attempt of a long outage.
    private func tell(_ attempt: Input.Attempt, _ outcome: Outcome) {
        let before = state.withLock { state in
            defer { state.failuresInARow = outcome.failure == nil ? 0 : state.failuresInARow + 1 }
            return state.failuresInARow
        }
        guard let failure = outcome.failure else {
            if before > 0 { log.notice("Channel \(channel.name) works again, after \(before) failed \(before == 1 ? "attempt" : "attempts").") }
            return
        }
        if case .rejected = outcome {
            log.warning("Channel \(channel.name): delivery \(attempt.delivery) is refused for good: \(failure)")
        } else if before == 0 {
            let next = failure.reason == .gone ? "kept until somebody acts" : "tried again"
            log.warning("Channel \(channel.name) fails: \(failure). What waits is \(next); `stockbell deliveries` shows it.")
        } else {
            log.debug("Channel \(channel.name), delivery \(attempt.delivery), attempt \(attempt.number): \(failure)")
        }
    }

    /// A shop's template that fails is replaced by the built-in letter, and the operator is told.
    private func content(of claimed: Claimed) -> Parcel.Content? {
        if !channel.takesLetters { return .facts(claimed.alerts) }
        var order = LetterOrder(claimed, on: channel, routing: routing, now: now())
        do {
            return try content(of: order)
        } catch {
            log.error("A letter could not be rendered: \(error). The built-in one goes out.")
            let file = (error as? LetterError)?.file ?? order.kind.rawValue
            note(
                .trouble(
                    Trouble(
                        key: "template:\(file)", title: "A template does not work", text: "\(error)",
                        fix: "Mend the template; until then the built-in letter goes out.")))
            order.isBuiltInOnly = true
            return try? content(of: order)
        }
    }

    private func content(of order: LetterOrder) throws -> Parcel.Content {
        try renderer.payload(order).map { .native($0) } ?? .message(renderer.render(order))
    }
}

extension LetterOrder {
    /// What a delivery's message is rendered from; as of the first attempt, so that a retry gives the same bytes.
    package init(_ claimed: Claimed, on channel: ChannelSettings, routing: Routing, now: Date) {
        let delivery = claimed.delivery
        let house = Department(name: delivery.department, locale: routing.houseLocale, timeZone: routing.houseTimeZone, rules: [])
        self.init(
            kind: delivery.letter, alerts: claimed.alerts, department: routing.department(delivery.department) ?? house, rule: delivery.rule,
            channel: channel, delivery: delivery.id, recipient: delivery.sentTo, now: delivery.frozenAt ?? now,
            mayBeDuplicate: delivery.mayBeDuplicate, heldSince: delivery.heldSince)
        told = claimed.told
        let own = delivery.department
        owners = claimed.cares.sorted { ($0.key == own ? 0 : 1, $0.key) < ($1.key == own ? 0 : 1, $1.key) }.compactMap { department, care in
            care.owner(at: self.now).map { Owner(department: department, name: $0.name, since: $0.at) }
        }
        digest = delivery.digest.map { Gathered(since: delivery.createdAt, group: $0.group, attachesCSV: $0.attachesCSV) }
        overtaken = delivery.overtaken
    }
}

extension Outcome {
    /// What went wrong; nil: nothing did.
    package var failure: Failure? {
        switch self {
        case .delivered, .unsent: nil
        case .retry(let failure, _, _), .rejected(let failure, _), .misconfigured(let failure), .unknown(let failure): failure
        }
    }
}
