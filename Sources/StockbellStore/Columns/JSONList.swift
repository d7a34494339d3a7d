import FoundationEssentials
import StockbellCore

/// A list as one statement argument: SQL reads it with `json_each`, so that a statement's text does not depend on how many there are.
struct JSONList {
    let text: String

    init(_ strings: some Sequence<String>) {
        var text = "["
        for string in strings {
            text += text.utf8.count == 1 ? "\"" : ",\""
            text += Self.escaped(string)
            text += "\""
        }
        self.text = text + "]"
    }

    /// The inverse; what is no list of strings is empty.
    static func strings(in text: String) -> [String] {
        // Nearly all are one plain text, and are read at each event.
        let quoted = text.utf8.dropFirst(2).dropLast(2)
        if text.hasPrefix("[\""), text.hasSuffix("\"]"), !quoted.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            return [String(Substring(quoted))]
        }
        return (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }

    init(_ rows: some Sequence<Int64>) {
        text = "[\(rows.map(String.init).joined(separator: ","))]"
    }

    /// RFC 8259 section 7: quotation mark, reverse solidus and control characters are the only ones that must be escaped.
    private static func escaped(_ string: String) -> String {
        guard string.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else { return string }
        return string.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    init<Subject>(_ ids: some Sequence<Identifier<Subject>>) {
        self.init(ids.lazy.map(\.string))
    }
}
