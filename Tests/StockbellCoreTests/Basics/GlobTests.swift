import StockbellCore
import Testing

@Suite struct GlobTests {
    @Test(arguments: [
        ("ESP-900", "ESP-900", true), ("ESP-900", "esp-900", true), ("esp-900", "ESP-900", true), ("ESP-900", "ESP-9000", false),
        ("ESP", "XESP", false),
        ("ESP-*", "ESP-", true), ("ESP-*", "esp-1-2", true), ("ESP-*", "ESP", false), ("*-900", "ESP-900", true), ("*-900", "ESP-9000", false),
        ("*", "", true), ("*", "anything", true), ("", "", true), ("", "x", false), ("**", "x", true), ("a*b*c", "aXbYc", true),
        ("a*b*c", "abc", true),
        ("a*b*c", "acb", false), ("*ab", "aab", true), ("*aab*", "aaab", true), ("a*a", "a", false), ("a*a", "aa", true),
        (#"5\*"#, "5*", true), (#"5\*"#, "55", false), (#"\**"#, "*x", true), (#"\**"#, "xx", false), (#"a\\*"#, #"a\b"#, true),
        (#"a\\*"#, "ab", false),
        // A backslash before anything else, or at the end, is itself.
        (#"a\b"#, #"a\b"#, true), (#"a\b"#, "ab", false), (#"a\"#, #"a\"#, true), ("?", "x", false), ("[a]", "a", false),
        ("KÖLN*", "köln-süd", true), ("Strasse", "STRASSE", true), ("Cafe\u{301}", "CAF\u{C9}", true), ("🔔*", "🔔1", true),
    ])
    func covers(_ pattern: String, _ text: String, _ isMatch: Bool) {
        #expect(Glob(pattern).matches(text) == isMatch)
    }

    @Test func staysAsItWasWritten() {
        #expect(Glob(#"ESP-\*-*"#).description == #"ESP-\*-*"#)
    }

    /// Small alphabets make near misses likely; the oracle tries every way to share out the text.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func agreesWithTheSlowWay(seed: UInt64) {
        func covers(_ pattern: Substring, _ text: Substring) -> Bool {
            guard let first = pattern.first else { return text.isEmpty }
            if first == "*" {
                return text.indices.contains { covers(pattern.dropFirst(), text[$0...]) } || covers(pattern.dropFirst(), text[text.endIndex...])
            }
            return text.first == first && covers(pattern.dropFirst(), text.dropFirst())
        }
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let pattern = String((0..<Int.random(in: 0...6, using: &generator)).map { _ in "ab*".randomElement(using: &generator) ?? "a" })
            let text = String((0..<Int.random(in: 0...7, using: &generator)).map { _ in "ab".randomElement(using: &generator) ?? "a" })
            #expect(Glob(pattern).matches(text) == covers(pattern[...], text[...]), "seed \(seed): \(pattern) over \(text)")
        }
    }

    @Test(.timeLimit(.minutes(1))) func manyStarsOverALongTextTakeNoTime() {
        #expect(!Glob(String(repeating: "a*", count: 30) + "b").matches(String(repeating: "a", count: 5000)))
    }
}
