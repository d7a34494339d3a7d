import FoundationEssentials
import StockbellCore

/// The phrases of one language: built in for English and German, one file `words.{locale}.json` for any other.
struct Words: Sendable {
    let locale: String
    private let texts: [Phrase: String]

    private init(locale: String, texts: [Phrase: String]) {
        self.locale = locale
        self.texts = texts
    }

    /// Fills the parameters (`{name}`) of a phrase; a value is never searched for parameters itself.
    func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let text = texts[phrase] ?? ""
        guard !values.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            result += rest[..<open]
            result += values.first { $0.key == name }?.value ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The part of a phrase that is a list, such as the months; empty text when there is none.
    func part(_ index: Int, of phrase: Phrase) -> String {
        let parts = self(phrase).split(separator: "|", omittingEmptySubsequences: false)
        return parts.indices.contains(index) ? String(parts[index]) : ""
    }

    /// Reads `words.{locale}.json`.
    ///
    /// - Parameter base: What the file may leave out; nil: nothing, because half a language reads worse than another one.
    /// - Throws: `WordsError` with every problem of the file.
    static func read(_ text: String, locale: String, over base: Words?) throws(WordsError) -> Words {
        let entries: [String: String]
        do {
            entries = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        } catch {
            throw WordsError(problems: ["must be one JSON object whose values are all texts"])
        }
        var problems: [String] = []
        var texts = base?.texts ?? [:]
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            guard let phrase = Phrase(rawValue: key) else {
                problems.append("unknown phrase \"\(key)\"" + Nearest.hint(for: key, in: Phrase.allCases.map(\.rawValue)))
                continue
            }
            problems += complaints(about: value, as: phrase)
            texts[phrase] = value
        }
        let missing = Phrase.allCases.filter { texts[$0] == nil }.map { "\"\($0.rawValue)\"" }
        if !missing.isEmpty { problems.append("lacks \(missing.joined(separator: ", "))") }
        guard problems.isEmpty else { throw WordsError(problems: problems) }
        return Words(locale: locale, texts: texts)
    }

    private static func complaints(about value: String, as phrase: Phrase) -> [String] {
        var complaints: [String] = []
        if let parts = phrase.parts, value.split(separator: "|", omittingEmptySubsequences: false).count != parts {
            complaints.append("\"\(phrase.rawValue)\" must have \(parts) parts, divided by |")
        }
        if let english = BuiltIn.englishPhrases[phrase.rawValue] {
            let known = parameters(of: english).union(phrase.otherParameters)
            for name in parameters(of: value).subtracting(known).sorted() {
                let choice = known.isEmpty ? "it has none" : "it has \(known.sorted().map { "{\($0)}" }.joined(separator: ", "))"
                complaints.append("\"\(phrase.rawValue)\" has no parameter {\(name)}; \(choice)")
            }
        }
        return complaints
    }

    private static func parameters(of text: String) -> Set<String> {
        var names: Set<String> = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }
}

/// What is wrong with a words file, in sentences without its name.
struct WordsError: Error {
    var problems: [String]
}
