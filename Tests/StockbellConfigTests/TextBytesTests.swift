import StockbellConfig
import Testing

@Suite struct TextBytesTests {
    private static let text = "sku;Name\nA;Größe „M“ – 5 €\n"

    private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    @Test(arguments: [
        Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + utf16(text, isBigEndian: false),
        [0xFE, 0xFF] + utf16(text, isBigEndian: true), utf16(text, isBigEndian: false), utf16(text, isBigEndian: true),
        // Windows-1252.
        Array("sku;Name\nA;Gr".utf8) + [0xF6, 0xDF] + Array("e ".utf8) + [0x84] + Array("M".utf8) + [0x93, 0x20, 0x96] + Array(" 5 ".utf8) + [
            0x80, 0x0A,
        ],
    ])
    func aTextIsReadAsItWasSaved(_ bytes: [UInt8]) {
        #expect(TextBytes.text(of: bytes) == Self.text)
    }

    @Test func anyBytesAreSomeText() {
        #expect(TextBytes.text(of: []) == "")
        #expect(TextBytes.text(of: [0x81, 0xE4]) == "\u{FFFD}ä")
        #expect(TextBytes.text(of: [0xFF, 0xFE, 0x41]) == "")
        #expect(TextBytes.text(of: Array("ü 🧦".utf8)) == "ü 🧦")
    }
}
