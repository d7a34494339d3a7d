/// A text as a phone network carries it: its encoding, what it costs, and where it is cut into parts.
///
/// Lengths follow 3GPP TS 23.040 with an 8-bit reference: 160 septets or 70 UTF-16 units alone, 153 or 67 in each part of a longer text.
package struct SMSText: Sendable, Hashable {
    /// The two alphabets an SMS can be sent in.
    package enum Encoding: String, Sendable, Hashable {
        /// GSM 7-bit with the extension table; a unit is a septet.
        case gsm7
        /// UCS-2, as phones read it: UTF-16; a unit is 16 bits, and an emoji takes two.
        case ucs2

        /// How many units fit into a text that is not divided.
        package var single: Int { self == .gsm7 ? 160 : 70 }

        /// How many units fit into each part of a divided text, beside the header that joins the parts.
        package var part: Int { self == .gsm7 ? 153 : 67 }
    }

    /// The text itself, unchanged.
    package let text: String
    /// GSM 7-bit where every character is in its alphabet, else UCS-2.
    package let encoding: Encoding
    /// The parts in order; together they are the text (empty text is one empty part).
    package let segments: [String]
    /// How long the text is: septets, or UTF-16 units.
    package let units: Int

    /// Measures and divides a text; an escape pair or a surrogate pair is never split.
    package init(_ text: String) {
        let encoding: Encoding = GSM7.canEncode(text) ? .gsm7 : .ucs2
        self.text = text
        self.encoding = encoding
        units = text.unicodeScalars.reduce(0) { $0 + Self.width($1, encoding) }
        segments = units <= encoding.single ? [text] : Self.divide(text, encoding)
    }

    /// The text shortened to so many parts (at least one), ending in "..."; itself if it fits.
    ///
    /// What a reader sees as one character stays whole. Without the cap a gateway may drop the rest without a word (Kannel does).
    package func capped(segments limit: Int) -> SMSText {
        let limit = max(limit, 1)
        guard segments.count > limit else { return self }
        // A character takes a unit or more, so no longer beginning can fit.
        let (longest, tooBig) = limit.multipliedReportingOverflow(by: Encoding.gsm7.single)
        let characters = Array(tooBig ? text[...] : text.prefix(longest))
        // Growing a text never makes it fit better, so the longest beginning that fits is found by halving.
        var fits = 0
        var fails = characters.count + 1
        while fails - fits > 1 {
            let middle = (fits + fails) / 2
            if Self.shortened(characters[..<middle]).segments.count <= limit { fits = middle } else { fails = middle }
        }
        return Self.shortened(characters[..<fits])
    }

    private static func shortened(_ beginning: ArraySlice<Character>) -> SMSText {
        let words = beginning.reversed().drop(while: \.isWhitespace).reversed()
        return SMSText(String(words) + "...")
    }

    private static func width(_ scalar: Unicode.Scalar, _ encoding: Encoding) -> Int {
        encoding == .gsm7 ? GSM7.septets(scalar) ?? 1 : UTF16.width(scalar)
    }

    private static func divide(_ text: String, _ encoding: Encoding) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let width = width(scalar, encoding)
            if used + width > encoding.part {
                parts.append(String(part))
                part = String.UnicodeScalarView()
                used = 0
            }
            part.append(scalar)
            used += width
        }
        parts.append(String(part))
        return parts
    }
}
