/// A telephone number in E.164 form: `+`, a country code, at most 15 digits.
package struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Reads a number with blanks, hyphens, dots and brackets left out; nil when what is left is no E.164 number.
    package init?(_ text: String) {
        let bare = text.filter { !" -().".contains($0) }
        let digits = bare.dropFirst()
        guard bare.first == "+", (7...15).contains(digits.count), digits.first != "0",
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        description = bare
    }
}
