import StockbellCore
import Testing

@Suite struct SMSTextTests {
    static let basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

    @Test func theBasicAlphabetHas127CharactersOfOneSeptet() {
        #expect(Self.basic.unicodeScalars.count == 127)
        #expect(Self.basic.unicodeScalars.allSatisfy { GSM7.septets($0) == 1 })
    }

    @Test(arguments: Array("\u{0C}^{}\\[~]|€".unicodeScalars))
    func anExtensionCharacterTakesTwoSeptets(_ scalar: Unicode.Scalar) {
        #expect(GSM7.septets(scalar) == 2)
    }

    @Test(arguments: Array("`çáíóú„“”’–—…\u{1B}Жñ\u{301}🔔\t".unicodeScalars).filter { $0 != "ñ" })
    func whatIsNotInTheAlphabetHasNoSeptets(_ scalar: Unicode.Scalar) {
        #expect(GSM7.septets(scalar) == nil)
    }

    @Test(arguments: [
        ("", "gsm7", 0, [0]),
        (String(repeating: "a", count: 160), "gsm7", 160, [160]),
        (String(repeating: "a", count: 161), "gsm7", 161, [153, 8]),
        (String(repeating: "a", count: 158) + "€", "gsm7", 160, [159]),
        (String(repeating: "a", count: 159) + "€", "gsm7", 161, [153, 7]),
        // The pair of € would straddle the edge of the first part: the part stays one septet short.
        (String(repeating: "a", count: 152) + "€" + String(repeating: "b", count: 20), "gsm7", 174, [152, 21]),
        (String(repeating: "Ж", count: 70), "ucs2", 70, [70]),
        (String(repeating: "Ж", count: 71), "ucs2", 71, [67, 4]),
        // An emoji is two units and stays whole.
        (String(repeating: "Ж", count: 66) + "🔔" + String(repeating: "Ж", count: 5), "ucs2", 73, [66, 6]),
    ])
    func isDividedAtTheRightPlaces(_ text: String, _ encoding: String, _ units: Int, _ characters: [Int]) {
        let sms = SMSText(text)
        #expect(sms.encoding.rawValue == encoding)
        #expect(sms.units == units)
        #expect(sms.segments.map(\.count) == characters)
    }

    @Test func partsAreTheTextAndFit() {
        for seed in 0..<200 as Range<UInt64> { checkRandomText(seed) }
    }

    private func checkRandomText(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let alphabet = Array(seed.isMultiple(of: 2) ? "abc €{}|~\r\nÄ" : "aЖ🔔👩‍👩‍👧é\u{301}€ \u{FE0F}")
        let text = String((0..<Int.random(in: 0...700, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
        let sms = SMSText(text)
        #expect(sms.segments.joined().unicodeScalars.elementsEqual(text.unicodeScalars))
        let room = sms.segments.count == 1 ? sms.encoding.single : sms.encoding.part
        for segment in sms.segments {
            let used = sms.encoding == .gsm7 ? segment.unicodeScalars.reduce(0) { $0 + (GSM7.septets($1) ?? 1000) } : segment.utf16.count
            #expect(used <= room, "seed \(seed)")
        }
        for limit in 1...3 {
            let capped = sms.capped(segments: limit)
            #expect(capped.segments.count <= limit)
            if sms.segments.count <= limit {
                #expect(capped == sms)
            } else {
                #expect(capped.text.hasSuffix("..."))
                // Word for word the beginning of the text; characters stay whole.
                let kept = Array(capped.text.dropLast(3))
                #expect(Array(text.prefix(kept.count)) == kept)
            }
        }
    }

    @Test func theCapUsesTheRoomThereIs() {
        let long = SMSText(String(repeating: "a", count: 1000))
        #expect(long.capped(segments: 1).units == 160)
        #expect(long.capped(segments: 3).units == 459)
        #expect(long.capped(segments: 0).segments.count == 1)
        #expect(SMSText(String(repeating: "€", count: 200)).capped(segments: 1).text == String(repeating: "€", count: 78) + "...")
        #expect(SMSText(String(repeating: "🔔", count: 50)).capped(segments: 1).text == String(repeating: "🔔", count: 33) + "...")
    }

    @Test func theCapEndsAtAWordWithoutASpaceBeforeTheDots() {
        let text = String(repeating: "a", count: 150) + "       " + String(repeating: "b", count: 100)
        #expect(SMSText(text).capped(segments: 1).text == String(repeating: "a", count: 150) + "...")
    }

    @Test func anEmojiAtTheEndIsCutAwayRatherThanHalvingTheRoom() {
        let text = String(repeating: "a", count: 160) + "🔔"
        #expect(SMSText(text).capped(segments: 1).encoding == .gsm7)
        #expect(SMSText(text).capped(segments: 1).units == 160)
    }

    @Test(arguments: [
        ("’‘‚‛ʼ", "'''''"), ("“”„«»", "\"\"\"\"\""), ("–—‐‑‒", "-----"), ("…", "..."), ("a\u{A0}b\u{2009}c", "a b c"), ("• eins", "- eins"),
        ("Sony™", "SonyTM"), ("a\u{200B}b\u{FEFF}c\u{2060}d\u{AD}e", "abcde"), ("❤\u{FE0F}", "❤"), ("á í ó ú ç", "a i o u c"),
        ("Łódź Žižkov Œuvre", "Lodz Zizkov OEuvre"), ("äöüßÄÖÜñéèàùìò", "äöüßÄÖÜñéèàùìò"), ("cafe\u{301} a\u{301}", "café a"),
        ("3×4 ½ °", "3x4 1/2 deg"),
        ("`x`\ty", "'x' y"), ("plain text", "plain text"), ("a\r\nb", "a\r\nb"), ("{[€]}", "{[€]}"),
    ])
    func typographyBecomesPlain(_ text: String, _ plain: String) {
        #expect(SMSText.transliterated(text).unicodeScalars.elementsEqual(plain.unicodeScalars))
    }

    /// In pieces a letter costs as many units as it has marks.
    @Test(arguments: [
        ("Чаи\u{306}", "Чай"), ("Vie\u{323}\u{302}t Е\u{308}", "Việt Ё"), ("Vie\u{302}\u{323}t Ж", "Việt Ж"), ("Λο\u{301}γος", "Λόγος"),
        ("か\u{3099}ハ\u{309A}", "がパ"), ("\u{110A}\u{1161}\u{11A8} \u{1100}\u{1161}", "싹 가"), ("\u{212B} Ж", "Å Ж"), ("\u{1F71}", "ά"),
        ("Жe\u{331}\u{301}", "Жé\u{331}"), ("Жe\u{302}\u{335}", "Жê\u{335}"), ("б\u{308}\u{301}", "б\u{308}\u{301}"), ("Ж\u{308}\u{301}", "Ӝ\u{301}"),
        ("Ж क\u{93C}", "Ж क\u{93C}"),
    ])
    func lettersAreComposed(_ text: String, _ composed: String) {
        let plain = SMSText.transliterated(text)
        #expect(plain.unicodeScalars.elementsEqual(composed.unicodeScalars), "\(plain.unicodeScalars.map(\.value))")
    }

    /// Without its joiner one picture becomes two; the selector of its colours may go.
    @Test(arguments: [
        ("🏳️‍🌈", "🏳\u{200D}🌈"), ("❤️‍🔥", "❤\u{200D}🔥"), ("👁️‍🗨️", "👁\u{200D}🗨"), ("⛹️‍♂️", "⛹\u{200D}♂"), ("👩‍👩‍👧", "👩‍👩‍👧"), ("1\u{200D}2", "12"),
        ("a\u{200D}b", "ab"),
    ])
    func picturesStayJoined(_ text: String, _ joined: String) {
        #expect(SMSText.transliterated(text).unicodeScalars.elementsEqual(joined.unicodeScalars))
    }

    @Test func accentsStayWhereFoldingDoesNotHelpOrIsNotWanted() {
        #expect(SMSText.transliterated("Привет – á") == "Привет - á")
        #expect(SMSText.transliterated("á – b", foldingAccents: false) == "á - b")
        #expect(SMSText.transliterated("👩‍👩‍👧 “ok”") == "👩‍👩‍👧 \"ok\"")
    }

    /// A seeded generator (SplitMix64), so that a failure can be repeated.
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
