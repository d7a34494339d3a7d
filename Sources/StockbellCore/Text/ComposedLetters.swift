/// Puts letters together with their marks, as Unicode's Normalization Form C has them: phones show both forms alike, but every scalar costs.
///
/// The standard library compares texts by canonical equivalence, so a table of composed letters finds what is written in pieces.
enum ComposedLetters {
    /// One character in as few scalars as it can be.
    static func composed(_ character: String) -> String {
        // A character of one byte is ASCII.
        guard character.utf8.count > 1 else { return character }
        if let whole = table[character] ?? syllable(character) { return whole }
        guard let first = character.unicodeScalars.first, character.unicodeScalars.count > 2 else { return character }
        // Marks that no letter has together: those that it has are put onto it, unless another stands between.
        var (letter, rest) = (String(first), String.UnicodeScalarView())
        for mark in character.unicodeScalars.dropFirst() {
            let place = mark.properties.canonicalCombiningClass
            if !rest.contains(where: { $0.properties.canonicalCombiningClass >= place }), let joined = table[letter + String(mark)] {
                letter = joined
            } else {
                rest.append(mark)
            }
        }
        return letter + String(rest)
    }

    /// Letters of Latin, Greek, Cyrillic, Arabic and Japanese; where two are the same letter, the first is its composed form.
    private static let table: [String: String] = {
        let ranges: [ClosedRange<UInt32>] = [0xC0...0x4FF, 0x620...0x6D3, 0x1E00...0x1FFF, 0x3041...0x30FF]
        let scalars = ranges.joined().compactMap(Unicode.Scalar.init).filter(isLetter)
        return Dictionary(scalars.map { (String($0), String($0)) }) { first, _ in first }
    }()

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter: true
        default: false
        }
    }

    /// A Korean syllable of its two or three letters (The Unicode Standard, section 3.12); nil: it is none.
    private static func syllable(_ character: String) -> String? {
        let letters = character.unicodeScalars.map(\.value)
        guard (2...3).contains(letters.count), (0x1100...0x1112).contains(letters[0]), (0x1161...0x1175).contains(letters[1]) else { return nil }
        let last = letters.count == 3 ? letters[2] : 0x11A7
        guard (0x11A7...0x11C2).contains(last), letters.count == 2 || last > 0x11A7 else { return nil }
        let code = 0xAC00 + ((letters[0] - 0x1100) * 21 + letters[1] - 0x1161) * 28 + last - 0x11A7
        return Unicode.Scalar(code).map { String($0) }
    }
}
