/// The name of a picture between colons, `:tada:`.
enum EmojiName {
    /// Whether a colon begins one, by what stands before it and behind.
    ///
    /// In `12:30:45` none does: a colon between digits is of a time.
    static func begins(after before: Unicode.Scalar?, _ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard !isInTime(after: before, rest) else { return false }
        let name = rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || isDigit($0)) || "_+-'".unicodeScalars.contains($0) }
        return !name.isEmpty && rest.dropFirst(name.count).first == ":"
    }

    /// Whether a colon stands between digits.
    static func isInTime(after before: Unicode.Scalar?, _ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let before, let after = rest.first else { return false }
        return isDigit(before) && isDigit(after)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
