import StockbellChannels
import Testing

@Suite struct EncodedWordTests {
    @Test(arguments: [
        ("é", 9, "=?UTF-8?B?w6k=?="),
        ("Out of stock: Café Crème – 10 €", 9, "=?UTF-8?B?T3V0IG9mIHN0b2NrOiBDYWbDqSBDcsOobWUg4oCTIDEwIOKCrA==?="),
        ("", 9, "=?UTF-8?B??="),
    ])
    func writesKnownWords(_ text: String, _ offset: Int, _ expected: String) {
        #expect(EncodedWord.encode(text, offset: offset) == expected)
    }

    @Test(arguments: ["ä", "€", "😀", "👩‍👩‍👧‍👦", "e\u{301}"], [6, 9, 21, 40])
    func neverSplitsACharacterAndKeepsLinesShort(_ character: String, _ offset: Int) {
        for count in 1...80 {
            let text = "x" + String(repeating: character, count: count)
            let encoded = EncodedWord.encode(text, offset: offset)
            let lines = encoded.components(by: "\r\n")
            #expect(offset + lines[0].utf8.count <= 76)
            #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") && $0.utf8.count <= 76 })
            let words = lines.map { EncodedWords.decode($0.hasPrefix(" ") ? String($0.dropFirst()) : $0) }
            #expect(words.joined() == text)
            #expect(words.allSatisfy { !$0.unicodeScalars.contains("\u{FFFD}") })
            // A whole character a word, where one fits into a word at all.
            if offset <= 21 { #expect(words.joined().count == words.reduce(0) { $0 + $1.count }) }
        }
    }
}
