import Foundation
import StockbellConfig
import Testing

@Suite struct FuzzTests {
    /// The shipped file with pieces taken out, doubled, swapped or replaced: it is read or refused at a place in it, and never traps.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func noConfigurationTrapsTheReader(seed: UInt64) throws {
        let text = try String(contentsOf: ShippedConfigTests.root.appending(path: "config.json"), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter { !$0.drop { $0 == " " }.hasPrefix("//") }
        var chance = Seeded(seed)
        for _ in 0..<250 {
            var damaged = lines
            for _ in 0..<Int.random(in: 1...4, using: &chance) { damage(&damaged, &chance) }
            let result = read(damaged.joined(separator: "\n"))
            #expect((result.settings == nil) == !result.errors.isEmpty)
            #expect(result.problems.allSatisfy { (1...damaged.count + 8).contains($0.line) && $0.column >= 1 && !$0.message.isEmpty })
        }
    }

    @Test func problemsAreBounded() {
        let keys = (0..<5_000).map { "\"key\($0)\": 1" }.joined(separator: ",")
        let found = problems("{ \(keys) }")
        #expect(found.count == 201 && found.contains { $0.hasSuffix("there are more problems; mend these first") })
    }

    private func damage(_ lines: inout [String], _ chance: inout Seeded) {
        let values = [
            "null", "5", "-1e99", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{ \"not\": 5 }", "true", "\"${X}\"", "\"\\u0000\"", "\"mail:\"", "\":\"",
            "\"[::]:1\"", "NaN",
        ]
        let place = Int.random(in: 0..<lines.count, using: &chance)
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[Int.random(in: 0..<lines.count, using: &chance)], at: place)
        case 2: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &chance))
        default:
            guard let colon = lines[place].firstIndex(of: ":") else { return }
            lines[place] = "\(lines[place][...colon]) \(values.randomElement(using: &chance) ?? "5"),"
        }
    }
}

/// SplitMix64: the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
