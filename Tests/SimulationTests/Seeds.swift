import Foundation

/// Runs many seeds, as many at once as there are processors.
enum Seeds {
    /// Seeds that found something, with what it was; a seed means the same history only as long as the world makes the same use of chance.
    static let kept: [(seed: UInt64, found: String)] = []

    /// - Returns: the seeds in which a rule was broken, in their order.
    static func run(_ seeds: Range<UInt64>) async -> [Simulation.Report] {
        let width = UInt64(max(1, ProcessInfo.processInfo.activeProcessorCount))
        return await withTaskGroup(of: [Simulation.Report].self) { group in
            for offset in 0..<width {
                group.addTask {
                    stride(from: seeds.lowerBound + offset, to: seeds.upperBound, by: Int(width))
                        .map { Simulation.run(seed: $0) }.filter { $0.violation != nil }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }.sorted { $0.seed < $1.seed }
        }
    }
}
