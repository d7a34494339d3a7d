import FoundationEssentials

extension Shape<String> {
    /// An id of Twilio's, which begins with two letters that say what it is of.
    static func twilioID(_ prefix: String, _ thing: String) -> Shape {
        Shape("\(prefix)…", schema: .text(matching: "^\(prefix)[0-9A-Za-z]+$")) { text, _ throws(Complaint) in
            let isID =
                text.value.hasPrefix(prefix) && text.value.utf8.count > 2 && text.value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            guard isID else { throw Complaint("must be \(thing), which begins with \"\(prefix)\"") }
            return text.value
        }
    }

    /// A region of AWS: part of a host name and of every signature.
    static var awsRegion: Shape {
        Shape("a region", schema: .text(matching: "^[a-z]+(-[a-z0-9]+)+$")) { text, _ throws(Complaint) in
            let parts = text.value.split(separator: "-", omittingEmptySubsequences: false)
            let isRegion =
                parts.count > 1
                && parts.allSatisfy { part in
                    !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
                }
            guard isRegion, text.value.utf8.count <= 32 else { throw Complaint("\(text.quoted) is no region; write one such as \"eu-central-1\"") }
            return text.value
        }
    }

    /// The public half of an Ed25519 key.
    static var ed25519Key: Shape {
        Shape("a public key in Base64") { text, _ throws(Complaint) in
            guard Data(base64Encoded: text.value)?.count == 32 else {
                throw Complaint("must be the Base64 form of 32 bytes, as Telnyx's portal shows the public key of the account")
            }
            return text.value
        }
    }
}
