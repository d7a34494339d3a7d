/// The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1), as far as counting needs them.
package enum GSM7 {
    /// The basic table in code order, without the escape (0x1B), which stands for itself only before an extension character.
    private static let basicTable =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

    /// The extension table: each is sent as the escape and a second septet.
    private static let extensionTable = "\u{0C}^{}\\[~]|€"

    private static let basic = Set(basicTable.unicodeScalars)
    private static let extended = Set(extensionTable.unicodeScalars)

    /// How many septets a character takes: 1, 2 for the extension table, nil where the alphabet does not have it.
    package static func septets(_ scalar: Unicode.Scalar) -> Int? {
        if basic.contains(scalar) { return 1 }
        return extended.contains(scalar) ? 2 : nil
    }

    /// Whether every character of a text is in the alphabet.
    package static func canEncode(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { septets($0) != nil }
    }
}
