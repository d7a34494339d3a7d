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

    package init(
        name: String, locale: String, timeZone: String, hours: OpeningHours? = nil, outsideHours: OutsideHours = .init(), rules: [Rule]
    ) {
        self.name = name
        self.locale = locale
        self.timeZone = timeZone
        self.hours = hours
        self.outsideHours = outsideHours
        self.rules = rules
    }
}
