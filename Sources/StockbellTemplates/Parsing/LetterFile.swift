import StockbellCore

/// A letter as it is written: headers, an empty line, a body.
struct LetterFile: Sendable {
    /// The closed list of headers.
    enum Header: String, CaseIterable, Sendable {
        case subject = "Subject"
        case preview = "Preview"
        case sms = "SMS"
        case attach = "Attach"
        case replyTo = "Reply-To"
        case priority = "Priority"
    }

    /// A piece of the file, and where it begins.
    struct Part: Sendable {
        var text: String
        var line: Int
    }

    let name: String
    private(set) var headers: [Header: Part] = [:]
    private(set) var body: Part

    /// Divides a letter; what is wrong with its headers is added to `problems`.
    init(_ source: LetterSource, problems: inout [LetterError]) {
        name = source.name
        body = Part(text: "", line: 1)
        let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
        var last: Header?
        var index = 0
        while index < lines.count, !lines[index].allSatisfy(\.isWhitespace) {
            let line = lines[index]
            index += 1
            if line.first == " " || line.first == "\t" {
                if let last { headers[last]?.text += "\n" + line.drop(while: \.isWhitespace) }
                continue
            }
            last = read(header: line, at: index, &problems)
        }
        let rest = lines.dropFirst(index + 1)
        body = Part(text: rest.joined(separator: "\n"), line: index + 2)
        if headers[.subject] == nil { problems.append(LetterError(file: name, line: 1, message: "lacks a Subject header")) }
    }

    private mutating func read(header line: Substring, at number: Int, _ problems: inout [LetterError]) -> Header? {
        let file = name
        func complain(_ message: String) { problems.append(LetterError(file: file, line: number, message: message)) }
        guard let colon = line.firstIndex(of: ":"), line[..<colon].allSatisfy({ $0.isLetter || $0 == "-" }), colon != line.startIndex else {
            complain("a header (\"Subject: …\") must stand here, or an empty line between the headers and the body")
            return nil
        }
        let word = String(line[..<colon])
        guard let header = Header.allCases.first(where: { $0.rawValue.lowercased() == word.lowercased() }) else {
            let known = Header.allCases.map(\.rawValue)
            let hint = Nearest.hint(for: word, in: known)
            complain("unknown header \"\(word)\"" + (hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint))
            return nil
        }
        if headers[header] != nil { complain("the header \(header.rawValue) stands twice") }
        headers[header] = Part(text: String(line[line.index(after: colon)...].drop(while: \.isWhitespace)), line: number)
        return header
    }
}
