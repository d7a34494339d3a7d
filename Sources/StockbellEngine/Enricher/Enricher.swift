import FoundationEssentials
package import Logging
package import StockbellCore
import Synchronization

/// Asks one source's platform for what waits, one question after the other; never in the way of intake.
package final class Enricher: Sendable {
    /// The most rows that are looked at in one go.
    private static let window = 5000
    /// How often it looks what waits.
    private static let pause = Duration.seconds(1)

    package let source: String
    private let sweep: Duration
    private let records: any Records
    private let inquirer: any Inquirer
    private let clock: SteadyClock
    private let sleep: @Sendable (Duration) async throws -> Void
    private let note: @Sendable (Input) -> Void
    private let log: Logger
    private let isStopping = Mutex(false)
    private let counted = Mutex(ReadingCounts())
    private let doorbell = Doorbell()

    /// Makes an enricher; nothing happens before `run()`.
    ///
    /// - Parameters:
    ///   - sweep: how often everything is compared.
    ///   - clock: the store's.
    ///   - note: takes readings and troubles to the clerk; must not block.
    package init(
        source: String, sweep: Duration, records: any Records, inquirer: any Inquirer, clock: SteadyClock, log: Logger,
        note: @escaping @Sendable (Input) -> Void,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.source = source
        self.sweep = sweep
        self.records = records
        self.inquirer = inquirer
        self.clock = clock
        self.log = log
        self.note = note
        self.sleep = sleep
    }

    /// How many questions were asked since the start.
    package var counts: ReadingCounts { counted.withLock { $0 } }

    /// Asks until `stop()`, or until the task is cancelled.
    package func run() async {
        var machine = EnricherMachine(source: source, sweep: sweep.inSeconds) { [inquirer] in inquirer.kind(of: $0) }
        var isFailing = false
        while !Task.isCancelled, !isStopping.withLock({ $0 }) {
            do {
                let waiting = try await records.awaited(source, limit: Self.window)
                await carryOut(machine.handle(.waiting(waiting), now: clock.now), &machine, &isFailing)
            } catch {
                // The clerk meets the same trouble and reports it.
                log.debug("What waits for readings of \(source) cannot be looked up: \(error)")
            }
            await doorbell.wait(atMost: Self.pause, sleep: sleep)
        }
    }

    /// Ends `run()` after the question that is under way.
    package func stop() {
        isStopping.withLock { $0 = true }
        doorbell.ring()
    }

    /// Follows the machine from answer to answer until it has no more to ask for now.
    private func carryOut(_ first: [EnricherMachine.Action], _ machine: inout EnricherMachine, _ isFailing: inout Bool) async {
        var actions = first
        while !actions.isEmpty {
            var next: [EnricherMachine.Action] = []
            for action in actions {
                switch action {
                case .note(let input): note(input)
                case .ask(let inquiry):
                    if Task.isCancelled || isStopping.withLock({ $0 }) { return }
                    let finding = await inquirer.ask(inquiry)
                    tell(finding, &isFailing)
                    next += machine.handle(.found(inquiry, finding), now: clock.now)
                }
            }
            counted.withLock { $0 = machine.counts }
            actions = next
        }
    }

    /// Logs where a platform begins to refuse and where it answers again.
    private func tell(_ finding: Finding, _ isFailing: inout Bool) {
        let reason: String? =
            switch finding.answer {
            case .page, .missing: nil
            case .limited: "it says that there are too many questions"
            case .refused(let reason), .invalid(let reason), .failed(let reason): reason
            }
        if let reason, !isFailing { log.warning("\(source) cannot be read now: \(reason). What waits is asked for again.") }
        if reason == nil, isFailing { log.notice("\(source) can be read again.") }
        isFailing = reason != nil
    }
}
