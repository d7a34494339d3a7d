import Foundation
import Testing

/// Whole histories on a virtual clock: the same seed is the same history, to the step.
///
/// `make simulate SEEDS=100000` runs so many, `make simulate SEED=7` tells the story of one.
@Suite struct SimulationTests {
    /// The one seed whose story is wanted; nil: none is.
    private static let seed = number("SEED")

    @Test(.enabled(if: seed == nil)) func noSeedBreaksARule() async {
        let (first, count) = (Self.number("FIRST") ?? 1, Self.number("SEEDS") ?? 2000)
        let failures = await Seeds.run(first..<first + count)
        for failure in failures.prefix(5) { Issue.record("\(Self.told(failure.seed))") }
        #expect(failures.isEmpty, "\(failures.count) of \(count) seeds: \(failures.map(\.seed).prefix(20))")
    }

    /// Seeds that once found something, each with what it was.
    @Test(.enabled(if: seed == nil), arguments: Seeds.kept)
    func whatWasMendedStaysMended(_ kept: (seed: UInt64, found: String)) {
        if Simulation.run(seed: kept.seed).violation != nil { Issue.record("\(kept.found)\n\(Self.told(kept.seed))") }
    }

    @Test(.enabled(if: seed != nil)) func theStoryOfOneSeed() {
        guard let seed = Self.seed else { return }
        let report = Simulation.run(seed: seed, isTold: true)
        print(report.story.joined(separator: "\n"))
        #expect(report.violation == nil)
    }

    private static func number(_ name: String) -> UInt64? { ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) }

    /// The last steps of a seed, and how to see them all.
    private static func told(_ seed: UInt64) -> String {
        let report = Simulation.run(seed: seed, isTold: true)
        return """
            seed \(seed): \(report.violation ?? "nothing is broken when it is replayed")
            \(report.story.suffix(30).joined(separator: "\n"))
            All of it: make simulate SEED=\(seed)
            """
    }
}
