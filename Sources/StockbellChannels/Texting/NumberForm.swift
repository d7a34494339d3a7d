import StockbellCore

/// How a gateway writes the numbers of telephones.
enum NumberForm {
    /// `+4915112345671`; digits alone are a short code or a number within a country.
    case plus
    /// `4915112345671`, as most do; a plus sign may stand before it.
    case bare

    /// The number; nil: it is not in international form, a name, or nothing.
    ///
    /// `00` before it, and the `tel:` of a URI (RFC 3966), may stand in either form.
    func read(_ text: String) -> PhoneNumber? {
        let number = text.lowercased().hasPrefix("tel:") ? text.dropFirst(4).prefix { $0 != ";" } : text[...]
        // The plus sign of a form that was not encoded has become a blank.
        let digits = number.drop { $0 == " " || $0 == "+" }
        if digits.hasPrefix("00") { return PhoneNumber("+" + digits.dropFirst(2)) }
        guard self == .bare || digits.startIndex > number.startIndex else { return nil }
        return PhoneNumber("+" + digits)
    }
}
