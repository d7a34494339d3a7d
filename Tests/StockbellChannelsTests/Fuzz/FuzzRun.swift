import Foundation

/// How long a fuzz target runs: some hundred rounds, or for FUZZ_SECONDS, which `make fuzz` sets.
///
/// Each block of rounds has a seed of its own, told when there is time for many: `FUZZ_SEED=7` begins with that one.
enum FuzzRun {
    private static let rounds = 400

    static func each(_ target: String, _ round: (inout SeededGenerator) throws -> Void) rethrows {
        let environment = ProcessInfo.processInfo.environment
        var seed = environment["FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
        let end = environment["FUZZ_SECONDS"].flatMap { Double($0) }.map { Date().addingTimeInterval($0) }
        repeat {
            // A trap takes the process with it: the last line then says where to look.
            if end != nil { FileHandle.standardError.write(Data("\(target): FUZZ_SEED=\(seed)\n".utf8)) }
            var chance = SeededGenerator(seed: seed)
            for _ in 0..<rounds { try round(&chance) }
            seed += 1
        } while end.map { Date() < $0 } ?? false
    }
}
