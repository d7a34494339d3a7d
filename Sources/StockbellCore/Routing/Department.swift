/// Who wants to know.
package struct Department: Hashable, Sendable {
    package var name: String
    /// `en`, `de`, `de-AT`; decides the letters' language.
    package var locale: String
    /// An IANA name: `Europe/Berlin`.
    package var timeZone: String
    package var rules: [Rule]

    package init(name: String, locale: String, timeZone: String, rules: [Rule]) {
        self.name = name
        self.locale = locale
        self.timeZone = timeZone
        self.rules = rules
    }
}
