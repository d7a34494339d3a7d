/// Domain names with letters beyond ASCII, as DNS has them (IDNA 2008, RFC 5891; German ß stays ß).
package enum DomainName {
    /// The name with every label in ASCII, those with other letters as `xn--…`; nil: it holds what no name can.
    ///
    /// A name of ASCII stays as it is. What it gives is not checked any further: length and hyphens are the caller's.
    package static func ascii(_ name: some StringProtocol) -> String? {
        if name.utf8.allSatisfy({ $0 < 128 }) { return String(name) }
        // The full stops of Chinese and Japanese keyboards.
        let labels = String(name).split(omittingEmptySubsequences: false) { ".\u{3002}\u{FF0E}\u{FF61}".contains($0) }.map(label)
        return labels.contains(nil) ? nil : labels.compactMap(\.self).joined(separator: ".")
    }

    private static func label(_ text: Substring) -> String? {
        let lower = text.lowercased()
        if lower.utf8.allSatisfy({ $0 < 128 }) { return lower }
        let scalars = lower.flatMap(composed)
        guard scalars.allSatisfy(isLetter), let first = scalars.first, !first.properties.generalCategory.isMark else { return nil }
        guard let code = Punycode.encode(scalars), code.utf8.count <= 59 else { return nil }
        return "xn--" + code
    }

    /// A letter with its accents as one scalar where there is one (normal form C): keyboards differ in that.
    private static func composed(_ character: Character) -> [Unicode.Scalar] {
        let scalars = Array(character.unicodeScalars)
        guard scalars.count > 1 else { return scalars }
        // Equality of characters is that of Unicode, whatever form they have.
        return compositions[character].map { [$0] } ?? scalars
    }

    /// Latin, Greek and Cyrillic letters with accents, and those that Vietnamese has.
    private static let compositions: [Character: Unicode.Scalar] = {
        var table: [Character: Unicode.Scalar] = [:]
        for value in Array(0xC0...0x24F) + Array(0x370...0x4FF) + Array(0x1E00...0x1FFF) {
            guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.generalCategory.isLetter else { continue }
            table[Character(scalar)] = table[Character(scalar)] ?? scalar
        }
        return table
    }()

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 128 { return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" }
        // Letters that only look otherwise, such as those of full width, are others in DNS: nobody means them.
        guard !(0xFF00...0xFFEF).contains(scalar.value), !(0x2100...0x218F).contains(scalar.value) else { return false }
        let category = scalar.properties.generalCategory
        return category.isLetter || category.isMark || category == .decimalNumber
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isLetter: Bool { [.lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter].contains(self) }
    fileprivate var isMark: Bool { [.nonspacingMark, .spacingMark].contains(self) }
}
