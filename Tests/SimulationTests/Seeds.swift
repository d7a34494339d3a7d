import Foundation

/// Runs many seeds, as many at once as there are processors.
enum Seeds {
    /// - Returns: the seeds in which a rule was broken.
    static func run(_ seeds: Range<UInt64>) async -> [Simulation.Report] {
        let width = UInt64(max(1, ProcessInfo.processInfo.activeProcessorCount))
        return await withTaskGroup(of: [Simulation.Report].self) { group in
            for offset in 0..<width {
                group.addTask {
                    stride(from: seeds.lowerBound + offset, to: seeds.upperBound, by: Int(width))
                        .map { Simulation.run(seed: $0) }.filter { $0.violation != nil }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }
}
