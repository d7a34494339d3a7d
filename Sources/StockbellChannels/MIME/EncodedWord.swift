import FoundationEssentials

/// Text beyond ASCII in a header field (RFC 2047, encoding B).
package enum EncodedWord {
    /// The text as encoded words of at most 75 characters, folded by CRLF and a blank; no character is split over two.
    ///
    /// - Parameter offset: how much of the first line is taken; a line that holds encoded words has 76 characters at most (section 2).
    package static func encode(_ text: String, offset: Int) -> String {
        let first = room(76 - offset)
        var words: [String] = []
        var word = ""
        // What a reader sees as one character stays whole; only a monstrous one, with dozens of accents, is taken apart.
        for unit in text.flatMap({ $0.utf8.count <= first ? [String($0)] : $0.unicodeScalars.map { String($0) } }) {
            if word.utf8.count + unit.utf8.count > (words.isEmpty ? first : room(75)) {
                words.append(word)
                word = ""
            }
            word += unit
        }
        words.append(word)
        return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// How many bytes of text fit into an encoded word of that length; never less than a character needs.
    private static func room(_ length: Int) -> Int { max(4, (min(length, 75) - 12) / 4 * 3) }
}
