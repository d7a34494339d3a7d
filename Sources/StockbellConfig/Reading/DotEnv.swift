/// A `.env` file: lines of `KEY=VALUE`.
///
/// Blank lines and lines that begin with `#` are skipped, `export ` before a key is allowed. `'…'` is taken as it is; in `"…"` the escapes
/// `\n \r \t \" \\ \$` are known; without quotes the value ends at the end of the line or before ` #`. No value spans lines, none names others.
struct DotEnv {
    private(set) var values: [String: String] = [:]
    /// What is wrong with which line, counted from 1.
    private(set) var complaints: [(line: Int, message: String)] = []

    init(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            var rest = Substring(line).trimmed
            if number == 0, rest.unicodeScalars.first == "\u{FEFF}" { rest = Substring(rest.unicodeScalars.dropFirst()).trimmed }
            if rest.isEmpty || rest.hasPrefix("#") { continue }
            if rest.hasPrefix("export ") { rest = rest.dropFirst(7).trimmed }
            guard let equals = rest.firstIndex(of: "="), Self.isName(String(rest[..<equals].trimmed)) else {
                complaints.append((number + 1, "is no KEY=VALUE line; a key has letters, digits and _"))
                continue
            }
            let key = String(rest[..<equals].trimmed)
            do throws(Complaint) {
                values[key] = try Self.value(rest[rest.index(after: equals)...].trimmed)
            } catch {
                complaints.append((number + 1, "\(key): \(error.message)"))
            }
        }
    }

    /// Whether a variable can have that name: letters, digits and `_`, no digit first.
    static func isName(_ text: String) -> Bool {
        let isLetter: (UInt8) -> Bool = { ($0 | 32 >= 97 && $0 | 32 <= 122) || $0 == 95 }
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) }
    }

    private static func value(_ text: Substring) throws(Complaint) -> String {
        guard let quote = text.first, quote == "'" || quote == "\"" else { return bare(text) }
        var value = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote {
                let after = rest.trimmed
                guard after.isEmpty || after.hasPrefix("#") else { throw Complaint("something follows the closing quote") }
                return value
            }
            guard quote == "\"", character == "\\", let escaped = rest.popFirst() else {
                value.append(character)
                continue
            }
            switch escaped {
            case "n": value.append("\n")
            case "r": value.append("\r")
            case "t": value.append("\t")
            case "\"", "\\", "$": value.append(escaped)
            default:
                value.append("\\")
                value.append(escaped)
            }
        }
        throw Complaint("the quote is not closed in its line")
    }

    private static func bare(_ text: Substring) -> String {
        var previous: Character = " "
        for index in text.indices {
            if text[index] == "#", previous == " " || previous == "\t" { return String(text[..<index].trimmed) }
            previous = text[index]
        }
        return String(text)
    }
}
