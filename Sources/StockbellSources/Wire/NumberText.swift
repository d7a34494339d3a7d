import FoundationEssentials

/// The text of a JSON number (RFC 8259 §6), judged before it becomes a Decimal.
enum NumberText {
    /// What a Decimal holds without rounding.
    static let maximumDigits = 38
    /// Far from where sums of such numbers would leave a Decimal's range.
    private static let maximumExponent = 60

    static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// Whether a Decimal can hold it digit for digit.
    ///
    /// Says nothing of its grammar.
    static func isExact(_ text: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        var exponent: Int?
        for byte in text {
            if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
                exponent = 0
            } else if let digit = value(byte) {
                if let before = exponent {
                    guard before <= maximumExponent else { return false }
                    exponent = before * 10 + digit
                } else {
                    digits += 1
                }
            }
        }
        return digits <= maximumDigits && (exponent ?? 0) <= maximumExponent
    }

    /// Whether the whole text is one number: `Decimal(string: "10abc")` is 10, which nobody sent.
    static func isWhole(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard takeDigits(&rest) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard takeDigits(&rest) else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard takeDigits(&rest) else { return false }
        }
        return rest.isEmpty
    }

    /// Whether a zero stands before other digits, as JSON forbids and texts may have it.
    static func hasLeadingZero(_ text: ArraySlice<UInt8>) -> Bool {
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        return digits.first == UInt8(ascii: "0") && digits.dropFirst().first.flatMap(value) != nil
    }

    /// The value, exact; asked only of what is whole and exact.
    static func decimal(_ text: ArraySlice<UInt8>) -> Decimal? {
        let text = String(decoding: text, as: UTF8.self)
        // Nearly every quantity is a small whole number, and a Decimal is made of one many times sooner than of a text.
        if let number = Int64(text) { return Decimal(number) }
        return Decimal(string: text).flatMap { $0.isNaN ? nil : $0 }
    }

    /// The digits of a whole number that 64 bits hold, however it is written: `7`, `7.0`, `7e0`; nil for any other number.
    static func wholeNumber(_ text: ArraySlice<UInt8>) -> String? {
        if let number = Int64(String(decoding: text, as: UTF8.self)) { return String(number) }
        guard let digits = decimal(text)?.description, Int64(digits) != nil || UInt64(digits) != nil else { return nil }
        return digits
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let digits = rest.prefix { value($0) != nil }.count
        rest.removeFirst(digits)
        return digits > 0
    }

    private static func value(_ byte: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
    }
}
