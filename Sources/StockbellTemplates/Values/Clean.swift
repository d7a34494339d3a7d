/// Makes a value safe to stand in a line of text: no control characters, nothing that can pose as a placeholder or turn the reading direction.
enum Clean {
    /// The most characters (Unicode scalars) of one value that are printed.
    static let longest = 2000

    /// The text in one line, trimmed; an end that is cut off becomes "…".
    static func line(_ text: String) -> String {
        if isClean(text) { return text }
        var kept = String.UnicodeScalarView()
        var count = 0
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            let isLineFeedOfPair = isAfterReturn && scalar == "\n"
            isAfterReturn = scalar == "\r"
            if isLineFeedOfPair { continue }
            guard let clean = clean(scalar), !(kept.isEmpty && clean == " ") else { continue }
            if count == longest {
                kept.append("…")
                break
            }
            kept.append(clean)
            count += 1
        }
        while kept.last == " " { kept.removeLast() }
        return String(kept)
    }

    /// The first characters of a text, at most so many; where something is cut off, "…" is the last of them.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard limit > 0 else { return "" }
        guard text.utf8.count > limit, text.count > limit else { return text }
        var beginning = text.prefix(limit - 1)
        while beginning.last == " " { beginning.removeLast() }
        return beginning + "…"
    }

    /// The text with a capital at its beginning.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// Whether it is one line as it stands, so that nothing is to be copied.
    private static func isClean(_ text: String) -> Bool {
        guard text.utf8.count <= longest, text.utf8.first != 0x20, text.utf8.last != 0x20 else { return false }
        return text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) || clean($0) == $0 }
    }

    private static func clean(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: " "
        case 0x00...0x1F, 0x7F...0x9F: nil
        // Embeddings, overrides and isolates would turn the words behind the value, too.
        case 0x202A...0x202E, 0x2066...0x2069: nil
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: nil
        // Byte order mark, interlinear annotation, non-characters.
        case 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF: nil
        default: scalar
        }
    }
}
