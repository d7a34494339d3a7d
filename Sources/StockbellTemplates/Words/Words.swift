import FoundationEssentials
import StockbellCore

/// The phrases of one language: built in for English and German, one file `words.{locale}.json` for any other.
struct Words: Sendable {
    let locale: String
    private let texts: [Phrase: String]
    private let patterns: [Phrase: Pattern]
    /// The parts of the phrases that are lists.
    private let lists: [Phrase: [String]]

    private init(locale: String, texts: [Phrase: String]) {
        self.locale = locale
        self.texts = texts
        patterns = texts.mapValues { Pattern($0) }
        lists = texts.filter { $0.key.parts != nil }.mapValues { text in
            text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Fills the parameters (`{name}`) of a phrase; a value is never searched for parameters itself.
    func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
        guard !values.isEmpty else { return texts[phrase] ?? "" }
        return patterns[phrase]?.filled(values) ?? ""
    }

    /// The part of a phrase that is a list, such as the months; empty text when there is none.
    func part(_ index: Int, of phrase: Phrase) -> String {
        guard let parts = lists[phrase], parts.indices.contains(index) else { return "" }
        return parts[index]
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

    private static func parameters(of text: String) -> Set<String> { Set(Pattern(text).names) }
}

/// What is wrong with a words file, in sentences without its name.
struct WordsError: Error {
    var problems: [String]
}
