/// A mail, or one part of it: headers and what comes after them, still encoded.
package struct MIMEPart {
    package let headers: MIMEHeaders
    /// The media type in lower case, `text/plain` where none is given (RFC 2045 §5.2).
    package let type: String
    /// Those of the type, by their names in lower case.
    package let parameters: [String: String]
    private let body: ArraySlice<UInt8>

    /// Splits at the first empty line; a part without one is all headers, or all body if it begins with the empty line.
    package init(_ bytes: ArraySlice<UInt8>) {
        var head = bytes
        var body = bytes[bytes.endIndex...]
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex - 1
            let line = bytes[start...end]
            if line.allSatisfy({ $0 == 13 || $0 == 10 }) {
                head = bytes[..<start]
                body = bytes[(end + 1)...]
                break
            }
            start = end + 1
        }
        headers = MIMEHeaders(head)
        self.body = body
        let content = headers.structured("Content-Type")
        type = content?.value ?? "text/plain"
        parameters = content?.parameters ?? [:]
    }

    /// The body as text: transfer encoding and charset undone, line ends as "\n".
    package var text: String {
        let bytes = TransferEncoding.decode(body, named: headers["Content-Transfer-Encoding"] ?? "7bit")
        return Charset.decode(bytes, named: parameters["charset"] ?? "utf-8").replacing("\r\n", with: "\n")
    }

    /// The mail that it is, or the header of one; nil for anything else.
    package var message: MIMEPart? {
        guard ["message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"].contains(type) else { return nil }
        return MIMEPart(TransferEncoding.decode(body, named: headers["Content-Transfer-Encoding"] ?? "7bit")[...])
    }

    /// The name of the file it is; nil for a part that is shown as text.
    package var attachment: String? {
        let disposition = headers.structured("Content-Disposition")
        guard disposition?.value == "attachment" || !type.hasPrefix("text/") else { return nil }
        return EncodedWords.decode(disposition?.parameters["filename"] ?? parameters["name"] ?? type)
    }

    /// The parts of a multipart body; empty for anything else.
    package var parts: [MIMEPart] {
        guard type.hasPrefix("multipart/"), let boundary = parameters["boundary"], !boundary.isEmpty else { return [] }
        let delimiter = Array("--\(boundary)".utf8)
        var parts: [MIMEPart] = []
        var opened: Int?
        var start = body.startIndex
        while start < body.endIndex {
            let end = (body[start...].firstIndex(of: 10) ?? body.endIndex - 1) + 1
            let line = body[start..<end]
            if line.starts(with: delimiter) {
                if let opened { parts.append(MIMEPart(Self.withoutLineEnd(body[opened..<start]))) }
                opened = end
                if line.dropFirst(delimiter.count).starts(with: Array("--".utf8)) { return parts }
            }
            start = end
        }
        // A mail cut off in the middle still shows what came.
        if let opened, opened < body.endIndex { parts.append(MIMEPart(body[opened...])) }
        return parts
    }

    /// The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1).
    private static func withoutLineEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.last == 10 else { return bytes }
        let line = bytes.dropLast()
        return line.last == 13 ? line.dropLast() : line
    }
}
