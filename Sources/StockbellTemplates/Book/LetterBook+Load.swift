import FoundationEssentials
package import StockbellCore

extension LetterBook {
    /// Checks all files and tries every letter that a rule can ask for with a full and with a bare sample.
    ///
    /// - Parameters:
    ///   - folder: How errors name the folder: `templates`.
    ///   - files: The text of every file in it, by its path relative to it (`purchasing/low-stock.de.md`); empty: only built-in letters.
    ///   - pictures: What layouts can show.
    /// - Returns: The book, and what is suspicious but works: names that nothing understands, languages without words.
    /// - Throws: Every error at once, with file and line.
    package static func load(
        folder: String, files: [String: String], pictures: LetterPictures = LetterPictures(), routing: Routing, channels: [ChannelSettings],
        surroundings: Surroundings
    ) throws(LetterProblems) -> (book: LetterBook, warnings: [LetterError]) {
        var problems: [LetterError] = []
        let shelf = LetterShelf(folder: folder, files: files, pictures: pictures)
        let words = LetterWords(shelf, problems: &problems)
        let book = LetterBook(shelf: shelf, words: words, surroundings: surroundings)
        var inspection = LetterInspection(book: book, routing: routing, channels: channels)
        inspection.run()
        problems += inspection.errors
        guard problems.isEmpty else { throw LetterProblems(problems) }
        return (book, LetterProblems.sorted(inspection.warnings))
    }
}
