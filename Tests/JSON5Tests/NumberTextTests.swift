import FoundationEssentials
import JSON5
import Testing

@Suite struct NumberTextTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("5", 5), ("+5", 5), ("-17", -17), ("1e3", 1000), ("1.50e2", 150), ("0xFF", 255), ("-0x10", -16), ("500e-2", 5),
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("9007199254740993", 9_007_199_254_740_993),
        ] as [(String, Int64)])
    func wholeNumbersKeepAllTheirDigits(text: String, value: Int64) {
        #expect(NumberText(text).int64 == value)
        #expect(NumberText(text).decimal == Decimal(value))
    }

    @Test(arguments: ["0.5", ".5", "5.25", "1e-3", "9223372036854775808", "-9223372036854775809", "1e19", "Infinity", "NaN", "", "x", "0x", "1_0"])
    func whatIsNoWholeNumberOfSixtyFourBitsIsNil(text: String) {
        #expect(NumberText(text).int64 == nil)
    }

    @Test(arguments: [
        ("0.1", "0.1"), (".5", "0.5"), ("5.", "5"), ("-2.50", "-2.5"),
        ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ("0.000000000000000000000000000001", "0.000000000000000000000000000001"), ("1.5e3", "1500"),
    ])
    func decimalsAreExact(text: String, value: String) throws {
        #expect(NumberText(text).decimal == Decimal(string: value))
    }

    @Test(arguments: [
        "123456789012345678901234567890123456789", "1e100", "1e-100", "1e99999999999999999999", "1e-9223372036854775808", "Infinity", "-NaN",
        "0xFFFFFFFFFFFFFFFFF",
    ])
    func whatDecimalCannotHoldIsNil(text: String) {
        #expect(NumberText(text).decimal == nil)
    }
}
