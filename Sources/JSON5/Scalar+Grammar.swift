extension Unicode.Scalar {
    /// LineTerminator of ECMAScript 5.1 section 7.3.
    var endsLine: Bool { self == "\n" || self == "\r" || self == "\u{2028}" || self == "\u{2029}" }

    /// JSON5WhiteSpace and line terminators.
    var isBlank: Bool {
        switch self {
        case "\t", "\u{B}", "\u{C}", " ", "\u{A0}", "\u{FEFF}": true
        default: endsLine || (value > 127 && properties.generalCategory == .spaceSeparator)
        }
    }

    /// IdentifierStart of ECMAScript 5.1 section 7.6, without its escapes.
    var isIdentifierStart: Bool {
        if isASCII { return properties.isAlphabetic || self == "$" || self == "_" }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber: return true
        default: return false
        }
    }

    /// IdentifierPart of ECMAScript 5.1 section 7.6, without its escapes.
    var isIdentifierPart: Bool {
        if isIdentifierStart || isDigit { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return true
        default: return self == "\u{200C}" || self == "\u{200D}"
        }
    }

    var isDigit: Bool { ("0"..."9").contains(self) }

    var isHexDigit: Bool { isASCII && properties.isASCIIHexDigit }

    /// Whether it can stand in an error message as it is.
    var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
