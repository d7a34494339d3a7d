import FoundationEssentials

/// Base64 that stands in a URL as it is: RFC 4648 section 5, without padding.
package enum Base64URL {
    package static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        for character in Data(bytes).base64EncodedString() where character != "=" {
            text.append(character == "+" ? "-" : character == "/" ? "_" : character)
        }
        return text
    }

    /// The bytes that a text stands for; nil: it is no such text, or not the one that its bytes would give.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
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
