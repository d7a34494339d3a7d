import FoundationEssentials

/// RFC 4648 section 5, without padding.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        for character in Data(bytes).base64EncodedString() where character != "=" {
            text.append(character == "+" ? "-" : character == "/" ? "_" : character)
        }
        return text
    }

    /// nil: it is no such text, or not the one that its bytes would give.
    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= 100 else { return nil }
        var plain = ""
        for character in text {
            guard character != "+", character != "/", character != "=" else { return nil }
            plain.append(character == "-" ? "+" : character == "_" ? "/" : character)
        }
        plain += String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: plain).map(Array.init), self.text(bytes) == text else { return nil }
        return bytes
    }
}
