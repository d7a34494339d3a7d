/// Who wants to know.
package struct Department: Hashable, Sendable {
    package var name: String
    /// `en`, `de`, `de-AT`; decides the letters' language.
    package var locale: String
    /// An IANA name: `Europe/Berlin`.
    package var timeZone: String
    /// When it is there; nil: always.
    package var hours: OpeningHours?
    package var outsideHours: OutsideHours
    package var rules: [Rule]
    /// The rules that are switched off, by name: for who asks what became of them.
    package var off: [String]
    /// The department whose letters it shares; nil: it has its own.
    package var templates: String?
    /// The most segments of text messages that it is sent in a day of its own zone; nil: as many as there are.
    package var segmentsPerDay: Int?

    package init(
        name: String, locale: String, timeZone: String, hours: OpeningHours? = nil, outsideHours: OutsideHours = .init(), rules: [Rule],
        off: [String] = [], templates: String? = nil
    ) {
        self.name = name
        self.locale = locale
        self.timeZone = timeZone
        self.hours = hours
        self.outsideHours = outsideHours
        self.rules = rules
        self.off = off
        self.templates = templates
    }

    /// The folder of `templates/` in which its own letters lie.
    package var letterFolder: String { templates ?? name }
}
