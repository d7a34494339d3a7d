package import StockbellCore

/// A page of Stockbell that a letter can link to.
package struct LetterLink: Hashable, Sendable {
    /// The raw value is the field's name behind `links.`.
    package enum Page: String, Hashable, Sendable, CaseIterable {
        case incident, acknowledge, snooze, assign, explain, open, item, settings
        case snoozeUntilRestock = "snooze.restock"
    }

    package var page: Page
    /// The most characters of a short link.
    package static let longestShort = 60

    /// Whether it must be short, for SMS.
    package var isShort: Bool

    package init(_ page: Page, isShort: Bool = false) {
        self.page = page
        self.isShort = isShort
    }
}

/// Makes the absolute URL of a page for one letter, or for one row of it (`alerts` then holds just that alert).
///
/// nil: there is no such page, and the link vanishes from the letter with its text. A short link that is not short is left out, too.
package typealias LetterLinks = @Sendable (LetterLink, LetterOrder) -> String?
