package import FoundationEssentials

/// Nobody wants to hear of some items for a while.
///
/// What it holds back and is still so at its end is told then, or forgotten.
package struct Silence: Hashable, Sendable {
    /// When it holds.
    package enum Span: Hashable, Sendable {
        /// From now on, until that moment.
        case until(Date)
        /// Whenever a calendar is open.
        case during(OpeningHours)
    }

    /// What becomes of what it held back; the raw value is the word of config.json.
    package enum Afterwards: String, Hashable, Sendable, CaseIterable {
        /// What is still so is told at its end, in one message for each address.
        case summary
        case forget
    }

    /// Its name: in config.json, or as a command gave it; one of the two.
    package var name: String
    package var `where`: Where
    package var span: Span
    package var then: Afterwards
    /// For people: why; nil: nobody said.
    package var because: String?
    /// Who made it by a command; nil: config.json says it, or nobody said.
    package var author: String?
    /// When a command made it; nil: config.json says it.
    package var since: Date?

    package init(
        name: String, where: Where, span: Span, then: Afterwards = .summary, because: String? = nil, author: String? = nil, since: Date? = nil
    ) {
        self.name = name
        self.where = `where`
        self.span = span
        self.then = then
        self.because = because
        self.author = author
        self.since = since
    }

    /// The longest that a calendar is looked ahead.
    private static let longest: TimeInterval = 2 * 365 * 86_400

    /// Until when it holds; nil: it does not hold now.
    package func end(at now: Date, _ zones: some ZoneRules) -> Date? {
        switch span {
        case .until(let end): end > now ? end : nil
        case .during(let hours):
            hours.isOpen(at: now, zones) ? hours.windows(from: now, count: 1, zones).first?.closes ?? now.addingTimeInterval(Self.longest) : nil
        }
    }

    /// For people, behind "not sent, because " or "waits: ".
    package var sentence: String { "\"\(name)\" silences it\(because.map { " (\($0))" } ?? "")" }
}
