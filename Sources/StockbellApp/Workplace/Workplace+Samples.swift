import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellSources

extension Workplace {
    /// What became of a source's sample.
    package struct Trial: Sendable {
        /// The source, and the file.
        package let heading: String
        package let lines: [String]
        package let isGood: Bool
    }

    /// Tries every source that names a sample on it; nothing is kept.
    package func trySamples() -> [Trial] {
        settings.sources.compactMap { source in
            guard let path = source.sample else { return nil }
            let heading = "sources.\(source.name).sample: \(path)"
            do {
                let trial = SampleTrial(Array(try Data(contentsOf: URL(filePath: path))), settings: source, zones: FoundationZones())
                return Trial(heading: heading, lines: trial.lines, isGood: trial.isUnderstood)
            } catch {
                return Trial(heading: heading, lines: ["cannot be read: \(FileProblem.sentence(error, path: path))"], isGood: false)
            }
        }
    }
}
