import ArgumentParser
import StockbellApp
import StockbellCore

/// Counts what a command did with each delivery that was picked, and says so.
struct HandledReport {
    private struct JSON: Encodable {
        struct Left: Encodable {
            var id: String
            var because: String
        }

        var dryRun: Bool
        var done: [String]
        var left: [Left]
    }

    private struct Reason {
        var count = 0
        var example: Delivery
    }

    private static let mostShown = 10

    private var done: [String] = []
    private var left: [JSON.Left] = []
    private var reasons: [String: Reason] = [:]
    private var shown: [Delivery] = []
    private var held: [Pause.Key: Pause] = [:]
    private let pauses: [Pause]

    /// - Parameter pauses: what is paused now.
    init(pauses: [Pause]) {
        self.pauses = pauses
    }

    mutating func add(_ handled: Handled) {
        let delivery = handled.delivery
        guard let reason = handled.leftBecause else {
            done.append(delivery.id.string)
            if shown.count < Self.mostShown { shown.append(delivery) }
            if let pause = pauses.holding(delivery, at: delivery.dueAt), !delivery.state.isFinished { held[pause.key] = pause }
            return
        }
        left.append(.init(id: delivery.id.string, because: reason))
        reasons[reason, default: Reason(example: delivery)].count += 1
    }

    /// - Parameters:
    ///   - verb: what was done: "tried again".
    ///   - isExact: whether each was named: then it is a failure if nothing was done.
    func print(_ verb: String, isDryRun: Bool, isExact: Bool, asJSON: Bool) throws {
        if asJSON {
            try Output.json(JSON(dryRun: isDryRun, done: done, left: left))
        } else {
            Swift.print("\(Self.count(done.count)) \(isDryRun ? "would be" : done.count <= 1 ? "is" : "are") \(verb).")
            if isDryRun {
                for delivery in shown { Swift.print("  \(delivery.id)  \(delivery.addressInWords)  \(delivery.letter.rawValue)") }
                if done.count > shown.count { Swift.print("  … and \(done.count - shown.count) more") }
            }
            for pause in held.values { Swift.print("But \(pause.sentence).") }
            if !left.isEmpty { Swift.print("\(Self.count(left.count)) left as \(left.count == 1 ? "it is" : "they are"):") }
            for (reason, facts) in reasons.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
                let example = facts.count == 1 ? "\(facts.example.id)" : "\(facts.count) such as \(facts.example.id)"
                Swift.print("  \(example): \(reason)")
            }
        }
        if isExact && done.isEmpty { throw ExitCode.failure }
    }

    private static func count(_ number: Int) -> String { number == 0 ? "No delivery" : number == 1 ? "1 delivery" : "\(number) deliveries" }
}
