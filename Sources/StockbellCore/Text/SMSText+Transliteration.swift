extension SMSText {
    /// A text with typography put into plain characters, so that one long dash does not halve what fits into an SMS.
    ///
    /// Quotation marks, dashes, ellipses, special spaces, bullets and the like become ASCII; invisible characters go; letters are
    /// composed, as each scalar costs. Letters with accents that GSM 7-bit lacks (á, ç, ł) lose them only if `foldingAccents` is true and the whole text then
    /// fits the alphabet: a text that needs UCS-2 anyway gains nothing by losing its accents.
    package static func transliterated(_ text: String, foldingAccents: Bool = true) -> String {
        var plain = ""
        var folded = ""
        for character in text {
            let visible = ComposedLetters.composed(withoutInvisible(character))
            if let replacement = punctuation[visible] {
                plain += replacement
                folded += replacement
            } else {
                plain += visible
                folded += letters[visible] ?? visible
            }
        }
        return foldingAccents && GSM7.canEncode(folded) ? folded : plain
    }

    private static func withoutInvisible(_ character: Character) -> String {
        // The joiner inside an emoji family is not invisible: without it one picture becomes three. Digits are emoji, too, as far as Unicode goes.
        let isEmoji = character.unicodeScalars.first.map { !$0.isASCII && $0.properties.isEmoji } ?? false
        let kept = character.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x200D: isEmoji
            case 0x00AD, 0x200B, 0x200C, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFE0E, 0xFE0F, 0xFEFF: false
            default: true
            }
        }
        return String(String.UnicodeScalarView(kept))
    }

    private static let punctuation = table([
        "'": "’‘‚‛ʼ′`´‹›", "\"": "“”„‟«»″", "-": "–—―‐‑‒−•·‣▪●◦", "...": "…", "TM": "™", "(R)": "®", "(C)": "©", "No.": "№",
        " ": "\u{A0}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{202F}\u{205F}\u{3000}\t",
        "\n": "\u{2028}\u{2029}", "x": "×", "/": "÷⁄∕", "1/2": "½", "1/4": "¼", "3/4": "¾", "1": "¹", "2": "²", "3": "³", "deg": "°",
        "<=": "≤", ">=": "≥", "->": "→", "<-": "←", "+-": "±", "u": "µμ", "|": "¦",
    ])

    private static let letters = table([
        "a": "áâãāăąǎª", "A": "ÁÀÂÃĀĂĄǍ", "c": "çćĉċč", "C": "ĆĈĊČ", "d": "ďđð", "D": "ĎĐÐ", "e": "êëēĕėęě", "E": "ÈÊËĒĔĖĘĚ",
        "g": "ĝğġģ", "G": "ĜĞĠĢ", "h": "ĥħ", "H": "ĤĦ", "i": "íîïĩīĭįı", "I": "ÍÌÎÏĨĪĬĮİ", "j": "ĵ", "J": "Ĵ", "k": "ķ", "K": "Ķ",
        "l": "ĺļľŀł", "L": "ĹĻĽĿŁ", "n": "ńņňŉ", "N": "ŃŅŇ", "o": "óôõōŏőº", "O": "ÓÒÔÕŌŎŐ", "r": "ŕŗř", "R": "ŔŖŘ",
        "s": "śŝşšș", "S": "ŚŜŞŠȘ", "t": "ţťŧț", "T": "ŢŤŦȚ", "u": "úûũūŭůűų", "U": "ÚÙÛŨŪŬŮŰŲ", "w": "ŵ", "W": "Ŵ",
        "y": "ýÿŷ", "Y": "ÝŸŶ", "z": "źżž", "Z": "ŹŻŽ", "oe": "œ", "OE": "Œ", "th": "þ", "Th": "Þ", "SS": "ẞ", "ij": "ĳ", "IJ": "Ĳ",
    ])

    private static func table(_ replacements: [String: String]) -> [String: String] {
        var table: [String: String] = [:]
        for (replacement, characters) in replacements {
            for character in characters { table[String(character)] = replacement }
        }
        return table
    }
}
