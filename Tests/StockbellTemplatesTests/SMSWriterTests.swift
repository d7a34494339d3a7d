import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct SMSWriterTests {
    private let link = Value("https://s.example/i/4GQ7", .link)
    private let skeleton = "OUT \(Placeholder.text(0)), \(Placeholder.text(1)). \(Placeholder.text(2))"

    private func write(_ name: String, _ place: String, segments: Int = 1, prefix: String = "") -> (text: String, loss: SMSWriter.Loss) {
        SMSWriter(limits: TextLimits(maxSegments: segments)).write(skeleton, [Value(name, .name), Value(place), link], prefix: prefix)
    }

    @Test func whatFitsIsWhole() {
        let (text, loss) = write("Kaffee – „Latte“", "Hamburg")
        #expect(text == "OUT Kaffee - \"Latte\", Hamburg. https://s.example/i/4GQ7")
        #expect(loss == .nothing)
    }

    @Test func namesAreShortenedFirstAndOnlyAsFarAsNeeded() {
        let (text, loss) = write(String(repeating: "abc ", count: 100), "Hamburg")
        #expect(loss == .names)
        #expect(text.hasSuffix("..., Hamburg. https://s.example/i/4GQ7"))
        #expect((155...160).contains(SMSText(text).units))
    }

    @Test func otherValuesFollow() {
        let (text, loss) = write("Philips EP5447", String(repeating: "Halle ", count: 60))
        #expect(loss == .values)
        #expect(text.hasPrefix("OUT Philips..., Halle Halle"))
        #expect(text.hasSuffix(" https://s.example/i/4GQ7"))
        #expect(SMSText(text).segments.count == 1)
    }

    @Test func atLastTheWordsButNeverTheLink() {
        let long = String(repeating: "word ", count: 60) + Placeholder.text(0) + " tail"
        let (text, loss) = SMSWriter(limits: TextLimits(maxSegments: 1)).write(long, [link])
        #expect(loss == .words)
        #expect(text.hasPrefix("word word"))
        #expect(text.hasSuffix("... https://s.example/i/4GQ7"))
        #expect(SMSText(text).segments.count == 1)
        let hopeless = SMSWriter(limits: TextLimits(maxSegments: 1)).write(
            Placeholder.text(0) + " is over", [Value("https://s.example/" + String(repeating: "x", count: 200), .link)])
        #expect(hopeless.text == "is over")
    }

    /// What costs more is cut sooner, so the room is that of the letters as they go out.
    @Test func accentsStayWhereTheChannelSaysSo() {
        let values = [Value(String(repeating: "Łódź ", count: 40), .name), Value("Žižkov"), link]
        let plain = SMSWriter(limits: TextLimits(maxSegments: 1)).write(skeleton, values).text
        #expect(plain.hasPrefix("OUT Lodz Lodz") && plain.contains("Zizkov") && SMSText(plain).encoding == .gsm7)
        let kept = SMSWriter(limits: TextLimits(maxSegments: 2, transliterates: false)).write(skeleton, values).text
        #expect(kept.hasPrefix("OUT Łódź Łódź") && kept.contains("Žižkov") && kept.hasSuffix(link.text))
        #expect(SMSText(kept).encoding == .ucs2 && SMSText(kept).segments.count == 2)
    }

    @Test func marksAreNeverLost() {
        let (text, _) = write(String(repeating: "x", count: 500), String(repeating: "y", count: 500), prefix: "[TEST]")
        #expect(text.hasPrefix("[TEST] OUT "))
        #expect(text.hasSuffix(link.text))
    }

    @Test(arguments: ["🚰", "שלום ", "é", "漢字", "x{", "<!channel>"])
    func noTextIsOverItsSegments(_ unit: String) {
        for segments in 1...3 {
            for count in [1, 20, 60, 200, 2000] {
                let (text, _) = write(String(repeating: unit, count: count), String(repeating: unit, count: count / 4), segments: segments)
                #expect(SMSText(text).segments.count <= segments)
                #expect(text.contains(link.text))
            }
        }
    }
}
