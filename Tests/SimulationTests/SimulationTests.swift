import Foundation
import Testing

/// Whole histories on a virtual clock: the same seed is the same history, to the step.
///
/// `make simulate SEEDS=100000` runs so many, `make simulate SEED=7` tells the story of one.
@Suite struct SimulationTests {
    @Test func noSeedBreaksARule() async throws {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SEED"].flatMap(UInt64.init) { return try tell(seed) }
        let count = environment["SEEDS"].flatMap(UInt64.init) ?? 2000
        let first = environment["FIRST"].flatMap(UInt64.init) ?? 1
        let start = clock()
        let failures = await Seeds.run(first..<(first + count))
        print("CPU \(Double(clock() - start) / 1e6) s for \(count) seeds")
        for failure in failures.sorted(by: { $0.seed < $1.seed }).prefix(5) {
            let story = Simulation.run(seed: failure.seed, isTold: true).story.suffix(30).joined(separator: "\n")
            Issue.record("seed \(failure.seed): \(failure.violation ?? "")\n\(story)\nReplay: make simulate SEED=\(failure.seed)")
        }
        #expect(failures.isEmpty, "\(failures.count) of \(count) seeds: \(failures.map(\.seed).sorted().prefix(20))")
    }

    private func tell(_ seed: UInt64) throws {
        let report = Simulation.run(seed: seed, isTold: true)
        print(report.story.joined(separator: "\n"))
        #expect(report.violation == nil)
    }
}
