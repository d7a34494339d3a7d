/// The header fields of a mail or of one of its parts.
package struct MIMEHeaders {
    private var fields: [(name: String, value: String)] = []

    /// Reads unfolded fields; a line without a colon is passed over.
    package init(_ bytes: ArraySlice<UInt8>) {
        // The view of bytes, because "\r\n" is one character to String.
        for line in bytes.split(separator: 10, omittingEmptySubsequences: true) {
            let text = String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
            if text.first == " " || text.first == "\t" {
                guard let last = fields.indices.last else { continue }
                fields[last].value += " " + Self.trimmed(text[...])
            } else if let colon = text.firstIndex(of: ":") {
                fields.append((text[..<colon].lowercased(), Self.trimmed(text[text.index(after: colon)...])))
            }
        }
    }

    /// The first field of that name, undecoded; nil if there is none.
    package subscript(name: String) -> String? {
        fields.first { $0.name == name.lowercased() }?.value
    }

    /// All fields of that name, undecoded, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name.lowercased() }.map(\.value)
    }

    /// A structured field such as `text/plain; charset="utf-8"`: what comes first in lower case, and the parameters by lower-case name.
    func structured(_ name: String) -> (value: String, parameters: [String: String])? {
        guard let field = self[name] else { return nil }
        var pieces = Self.pieces(field)[...]
        let value = pieces.popFirst()?.lowercased() ?? ""
        var parameters: [String: String] = [:]
        for piece in pieces {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            parameters[Self.trimmed(piece[..<equals]).lowercased()] = Self.trimmed(piece[piece.index(after: equals)...])
        }
        return (value, parameters)
    }

    /// Splits at semicolons that are not inside quotation marks, and takes the quotation marks off.
    private static func pieces(_ field: String) -> [String] {
        var pieces = [""]
        var quoted = false
        var escaped = false
        for character in field {
            if escaped || (character != "\\" && character != "\"" && (quoted || character != ";")) {
                pieces[pieces.count - 1].append(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                quoted.toggle()
            } else {
                pieces.append("")
            }
        }
        return pieces.map { trimmed($0[...]) }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
