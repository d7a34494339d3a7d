/// A URL that stands among words, of which an app would make a link.
enum BareURL {
    /// The words with an invisible space within each, so that it is no link.
    static func broken(_ words: String) -> String {
        let scalars = Array(words.unicodeScalars)
        guard scalars.indices.contains(where: { begins(scalars[$0], scalars[($0 + 1)...]) }) else { return words }
        var safe = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            safe.append(scalar)
            if begins(scalar, scalars[(index + 1)...]) { safe.append("\u{200B}") }
        }
        return String(safe)
    }

    /// Whether a character is the colon of `://` or the first of `www.`, with what follows; by scalars, so that no combining mark hides it.
    static func begins(_ scalar: Unicode.Scalar, _ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        switch scalar {
        case ":": rest.first == "/"
        case "w", "W": String(String.UnicodeScalarView(rest.prefix(3))).lowercased() == "ww."
        default: false
        }
    }
}
