/// A list of items as a file: an article number or a pattern a line, with comments behind `#`.
struct ListFile {
    private(set) var entries: [String] = []
    /// Lines that are skipped, by number: why.
    private(set) var complaints: [(line: Int, message: String)] = []

    private static let longest = 200

    init(_ text: String) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let entry = Self.withoutComment(line).trimmed
            if entry.isEmpty { continue }
            if let complaint = Self.complaint(entry) { complaints.append((index + 1, complaint)) } else { entries.append(String(entry)) }
        }
    }

    /// A `#` begins a comment where nothing or a blank is before it: an article number may have one inside.
    private static func withoutComment(_ line: Substring) -> Substring {
        var before: Character = " "
        for index in line.indices {
            if line[index] == "#", before.isWhitespace { return line[..<index] }
            before = line[index]
        }
        return line
    }

    private static func complaint(_ entry: Substring) -> String? {
        if entry.contains("\u{FFFD}") { return "holds a letter that is not UTF-8; save the file as UTF-8" }
        if let mark = entry.first(where: { $0 == ";" || $0 == "\t" }) {
            return "holds \(mark == ";" ? "a semicolon" : "a tab"); write one article number a line, and what else there is behind a #"
        }
        return entry.utf8.count > longest ? "is longer than \(longest) bytes" : nil
    }
}
