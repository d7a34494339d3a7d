import FoundationEssentials
import StockbellTesting

/// One seed's world: its time, its chance, and the first rule that was broken in it.
///
/// No threads, no sleeps: time is where the next step is.
final class World {
    /// 2026-01-05 12:00 UTC.
    private static let epoch = Date(timeIntervalSince1970: 1_767_614_400)

    let seed: UInt64
    var chance: SeededGenerator
    /// True seconds since the beginning.
    private(set) var time: TimeInterval = 0
    /// How far the machine's clock is ahead of the truth, in seconds.
    var skew: TimeInterval = 0
    /// The rule that was broken, in a sentence; nil: none.
    private(set) var violation: String?
    private(set) var steps = 0
    /// What happened, for a seed that is replayed; nil: nobody reads it.
    private(set) var story: [String]?

    private var timetable = Timetable()
    private var isOver = false

    init(seed: UInt64, isTold: Bool) {
        self.seed = seed
        chance = SeededGenerator(seed)
        story = isTold ? [] : nil
    }

    /// What the machine's clock shows.
    var now: Date { Self.epoch.addingTimeInterval(time + skew) }
    /// What the platforms' clocks show.
    var trueNow: Date { Self.epoch.addingTimeInterval(time) }

    func after(_ seconds: TimeInterval, _ step: @escaping () -> Void) {
        timetable.add(at: time + max(0, seconds), tie: chance.next(), step)
    }

    func tell(_ text: @autoclosure () -> String) {
        guard story != nil else { return }
        let milliseconds = Int((time * 1000).rounded())
        story?.append("\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst()) s  \(text())")
    }

    /// A rule is broken: the world stops.
    func violate(_ rule: @autoclosure () -> String) {
        guard violation == nil else { return }
        violation = rule()
        tell("BROKEN: \(violation ?? "")")
        isOver = true
    }

    func end() { isOver = true }

    /// Lets steps happen until `end()`.
    func run(atMost limit: Int) {
        while !isOver, let (time, step) = timetable.next() {
            self.time = time
            steps += 1
            if steps <= limit { step() } else { violate("the world does not come to an end: \(limit) steps") }
        }
        // Steps hold those who wait for them, who hold the world.
        timetable = Timetable()
    }
}
