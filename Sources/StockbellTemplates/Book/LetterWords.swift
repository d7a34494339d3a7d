import StockbellCore

/// The phrases of every language that is built in or has a file in `templates/`.
struct LetterWords: Sendable {
    private var shop: [String: Words] = [:]
    private var builtIn: [String: Words] = [:]

    /// Reads all `words.{locale}.json`; what is wrong is added to `problems`.
    init(_ shelf: LetterShelf, problems: inout [LetterError]) {
        for (name, text) in BuiltIn.files {
            guard let locale = Self.locale(of: name) else { continue }
            builtIn[locale] = Self.read(text, "built-in/\(name)", locale, base: nil, &problems)
        }
        // A language before its countries, which build upon it.
        for (name, text) in shelf.files.sorted(by: { ($0.key.count, $0.key) < ($1.key.count, $1.key) }) {
            guard let locale = Self.locale(of: name) else { continue }
            shop[locale] = Self.read(text, "\(shelf.folder)/\(name)", locale, base: known(locale), &problems)
        }
    }

    /// `de-AT` for `words.de-AT.json`; nil: it is no words file.
    static func locale(of name: String) -> String? {
        guard name.hasPrefix("words."), name.hasSuffix(".json"), name.count > 11 else { return nil }
        return String(name.dropFirst(6).dropLast(5))
    }

    /// The phrases for a department's locale: `de-AT`, else `de`; nil: the language has none.
    func known(_ locale: String) -> Words? {
        for locale in LetterPlace.locales(of: locale) {
            if let words = shop[locale] ?? builtIn[locale] { return words }
        }
        return nil
    }

    /// The same, English where the language has none.
    func words(for locale: String) -> Words? { known(locale) ?? known("en") }

    private static func read(_ text: String, _ file: String, _ locale: String, base: Words?, _ problems: inout [LetterError]) -> Words? {
        do {
            return try Words.read(text, locale: locale, over: base)
        } catch {
            problems += error.problems.map { LetterError(file: file, message: $0) }
            return nil
        }
    }
}
