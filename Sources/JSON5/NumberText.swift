package import FoundationEssentials

/// A number of a JSON5 text as it was written, so that none of its digits is lost.
package struct NumberText: Hashable, Sendable, CustomStringConvertible {
    /// The spelling in the text: `5`, `.5`, `+1e3`, `0xFF`, `Infinity`.
    package let description: String

    /// Takes the spelling of a number by JSON5's grammar; of anything else all readings are nil.
    package init(_ text: String) {
        description = text
    }

    /// The exact value; nil if it needs more than 38 digits, an exponent beyond ±99, or is no finite number.
    package var decimal: Decimal? {
        guard let parts = Parts(description) else { return nil }
        var significand = Decimal(0)
        for digit in parts.digits { significand = significand * 10 + Decimal(digit) }
        return Decimal(sign: parts.isNegative && significand != 0 ? .minus : .plus, exponent: parts.exponent, significand: significand)
    }

    /// The exact value; nil if it is no whole number, or none that 64 bits hold.
    package var int64: Int64? {
        guard let parts = Parts(description), (0...18).contains(parts.exponent) else { return nil }
        var value: Int64 = 0
        for digit in parts.digits + Array(repeating: 0, count: parts.exponent) {
            let (tenfold, overflowed) = value.multipliedReportingOverflow(by: 10)
            // Counted on the negative side, which reaches one further.
            let (next, overflowedToo) = tenfold.subtractingReportingOverflow(Int64(digit))
            if overflowed || overflowedToo { return nil }
            value = next
        }
        if parts.isNegative { return value }
        return value == .min ? nil : -value
    }
}

/// A number taken apart: digits × 10^exponent, with no zero at either end.
private struct Parts {
    var isNegative: Bool
    var digits: [Int]
    var exponent: Int

    init?(_ text: String) {
        var rest = text.utf8[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        exponent = 0
        if rest.starts(with: "0x".utf8) || rest.starts(with: "0X".utf8) {
            guard let value = UInt64(String(Substring(rest.dropFirst(2))), radix: 16), rest.dropFirst(2).first != UInt8(ascii: "+") else {
                return nil
            }
            digits = String(value).utf8.map { Int($0) - 48 }
        } else {
            digits = []
            var hasDigit = false
            var hasPoint = false
            while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
                rest = rest.dropFirst()
                if byte == UInt8(ascii: "."), !hasPoint {
                    hasPoint = true
                } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                    hasDigit = true
                    digits.append(Int(byte) - 48)
                    if hasPoint { exponent -= 1 }
                } else {
                    return nil
                }
            }
            guard hasDigit else { return nil }
            if !rest.isEmpty {
                guard let power = Int(String(Substring(rest.dropFirst()))), (-99...99).contains(power) else { return nil }
                exponent += power
            }
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        digits = Array(digits.drop { $0 == 0 })
        if digits.isEmpty { exponent = 0 }
        guard digits.count <= 38, abs(exponent) <= 99 else { return nil }
    }
}
