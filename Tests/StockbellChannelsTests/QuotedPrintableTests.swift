import StockbellChannels
import Testing

@Suite struct QuotedPrintableTests {
    @Test(arguments: [
        ("", ""), ("a", "a\r\n"), ("a\n", "a\r\n"), ("a\r\nb\rc\n\n", "a\r\nb\r\nc\r\n\r\n"), ("a=b", "a=3Db\r\n"), ("a \nb\t", "a=20\r\nb=09\r\n"),
        ("a b\tc", "a b\tc\r\n"), (".", "=2E\r\n"), ("a.\n..b", "a.\r\n=2E.b\r\n"), ("From x\nFrom\n From x", "=46rom x\r\nFrom\r\n From x\r\n"),
        ("é€😀", "=C3=A9=E2=82=AC=F0=9F=98=80\r\n"), ("\0\u{7F}\u{1B}", "=00=7F=1B\r\n"), ("=_x", "=3D_x\r\n"),
        (String(repeating: "a", count: 75), String(repeating: "a", count: 75) + "\r\n"),
        (String(repeating: "a", count: 76), String(repeating: "a", count: 75) + "=\r\na\r\n"),
        (String(repeating: "a", count: 75) + ".b", String(repeating: "a", count: 75) + "=\r\n=2Eb\r\n"),
        (String(repeating: "a", count: 75) + "From b", String(repeating: "a", count: 75) + "=\r\n=46rom b\r\n"),
        (String(repeating: "a", count: 73) + "é", String(repeating: "a", count: 73) + "=\r\n=C3=A9\r\n"),
    ])
    func writesAsTheTableSays(_ text: String, _ expected: String) {
        #expect(QuotedPrintable.encode(text) == expected)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func whatIsWrittenCanBeReadAndBreaksNoRule(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", " ", ".", "=", "\n", "From ", "é", "😀", "\t", "\0", "F", "--=_", "x1y2z3", "\u{2028}"]
        let text = (0..<Int.random(in: 0...400, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        let encoded = QuotedPrintable.encode(text)
        let whole = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        #expect(ReadMail.decode(encoded) == whole.replacing("\n", with: "\r\n"))
        #expect(!encoded.contains("=_"))
        for line in encoded.components(by: "\r\n") {
            #expect(line.utf8.count <= 76)
            #expect(!line.hasPrefix(".") && !line.hasPrefix("From ") && !line.hasSuffix(" ") && !line.hasSuffix("\t"))
            #expect(line.utf8.allSatisfy { $0 < 127 && ($0 >= 32 || $0 == 9) })
        }
    }
}
