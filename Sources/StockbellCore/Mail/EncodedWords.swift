/// Words of a header that are not ASCII (RFC 2047).
enum EncodedWords {
    /// Decodes a header's value; what is not an encoded word stays, and the space between two encoded words goes.
    static func decode(_ value: String) -> String {
        let word = /=\?(?<charset>[^?*\s]+)(?:\*[^?\s]*)?\?(?<encoding>[BbQq])\?(?<text>[^?\s]*)\?=/
        var decoded = ""
        var end = value.startIndex
        var afterWord = false
        for match in value.matches(of: word) {
            let between = value[end..<match.range.lowerBound]
            if !(afterWord && between.allSatisfy(\.isWhitespace)) { decoded += between }
            let bytes = Array(match.output.text.utf8)[...]
            let plain =
                match.output.encoding.lowercased() == "b"
                ? TransferEncoding.base64(bytes) : TransferEncoding.quotedPrintable(bytes, underscoreIsSpace: true)
            decoded += Charset.decode(plain, named: String(match.output.charset))
            end = match.range.upperBound
            afterWord = true
        }
        return decoded + value[end...]
    }
}
