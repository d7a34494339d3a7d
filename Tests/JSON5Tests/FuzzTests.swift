import JSON5
import Testing

@Suite struct FuzzTests {
    /// Whatever is read is told with a place inside the text, and what was made at random comes back as it was.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func noTextTrapsTheReader(seed: UInt64) {
        var chance = Seeded(seed)
        for _ in 0..<2_000 {
            var text = Array(writeAnything(depth: 0, &chance).unicodeScalars)
            for _ in 0..<Int.random(in: 0...3, using: &chance) { damage(&text, &chance) }
            var damaged = String.UnicodeScalarView()
            damaged.append(contentsOf: text)
            let lines = text.count { $0 == "\n" || $0 == "\r" } + 1
            do throws(SyntaxError) {
                let document = try Document(String(damaged))
                #expect(document.root.position.line <= lines)
                numbers(of: document.root).forEach { _ = ($0.int64, $0.decimal) }
            } catch {
                #expect((1...lines).contains(error.position.line) && (1...text.count + 1).contains(error.position.column), "\(String(damaged))")
            }
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func whatIsWrittenIsReadBack(seed: UInt64) throws {
        var chance = Seeded(seed)
        for _ in 0..<1_000 {
            let text = writeAnything(depth: 0, &chance)
            let once = try plainText(of: Document(text).root)
            #expect(try plainText(of: Document(once).root) == once)
        }
    }

    private func damage(_ text: inout [Unicode.Scalar], _ chance: inout Seeded) {
        let pieces: [Unicode.Scalar] = [
            "{", "}", "[", "]", "\"", "'", "\\", "u", "x", "0", "9", ".", "e", "-", ",", ":", "/", "*", "\n", "\r", "\0", "é", "🔔", "\u{2028}",
        ]
        let place = Int.random(in: 0...text.count, using: &chance)
        switch Int.random(in: 0..<3, using: &chance) {
        case 0 where place < text.count: text.remove(at: place)
        case 1 where place < text.count: text.removeSubrange(place...)
        default: text.insert(pieces.randomElement(using: &chance) ?? "{", at: place)
        }
    }

    private func writeAnything(depth: Int, _ chance: inout Seeded) -> String {
        let blank = [" ", "", "\n", "/* * */", "// x\n", "\t"].randomElement(using: &chance) ?? ""
        let words = [
            "null", "true", "-0.5e+3", "0xAf", "Infinity", ".25", "\"a\\u00e9\\n\"", "'\\'\\x41'", "12345678901234567890", "-NaN",
            "\"\\ud83d\\udd14\"",
        ]
        let count = Int.random(in: 0...3, using: &chance)
        switch Int.random(in: 0..<(depth > 4 ? 1 : 3), using: &chance) {
        case 1: return blank + "[" + (0..<count).map { _ in writeAnything(depth: depth + 1, &chance) + "," }.joined() + "]" + blank
        case 2: return blank + "{" + (0..<count).map { "k\($0): " + writeAnything(depth: depth + 1, &chance) }.joined(separator: ",") + blank + "}"
        default: return blank + (words.randomElement(using: &chance) ?? "1") + blank
        }
    }

    private func numbers(of node: Node) -> [NumberText] {
        switch node.value {
        case .number(let number): [number]
        case .array(let elements): elements.flatMap(numbers)
        case .object(let members): members.flatMap { numbers(of: $0.node) }
        default: []
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
