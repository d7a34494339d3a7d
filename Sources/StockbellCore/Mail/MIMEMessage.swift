/// A mail as a person reads it.
package struct MIMEMessage {
    /// The decoded From; nil if there is none.
    package private(set) var from: String?
    /// The decoded Subject; nil if there is none.
    package private(set) var subject: String?
    /// The channel that sent it, as Stockbell's own mails say in `X-Stockbell-Channel`.
    package private(set) var channel: String?
    /// The first plain part.
    package private(set) var text: String?
    /// The first HTML part.
    package private(set) var html: String?
    /// The names of the files in it.
    package private(set) var attachments: [String] = []

    /// Deeper nesting than any mail has; more could exhaust the stack.
    private static let depthLimit = 20

    /// Reads a whole mail, with multipart bodies of any kind.
    package init(_ raw: [UInt8]) {
        let mail = MIMEPart(raw[...])
        from = mail.headers["From"].map(EncodedWords.decode)
        subject = mail.headers["Subject"].map(EncodedWords.decode)
        channel = mail.headers["X-Stockbell-Channel"].map(EncodedWords.decode)
        read(mail, depth: 0)
    }

    private mutating func read(_ part: MIMEPart, depth: Int) {
        guard depth < Self.depthLimit else { return }
        if part.type.hasPrefix("multipart/") {
            for inner in part.parts { read(inner, depth: depth + 1) }
        } else if let name = part.attachment {
            attachments.append(name)
        } else if part.type == "text/html" {
            html = html ?? part.text
        } else {
            text = text ?? part.text
        }
    }
}
