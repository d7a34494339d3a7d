import FoundationEssentials
import StockbellCore

/// What the pages of links say, in the language of the department whose message it was: German where it has that, else English.
struct LinkWords {
    let isGerman: Bool
    let zones: any ZoneRules
    let zone: String

    init(locale: String, zone: String, zones: any ZoneRules) {
        isGerman = locale == "de" || locale.hasPrefix("de-") || locale.hasPrefix("de_")
        self.zones = zones
        self.zone = zone
    }

    var language: String { isGerman ? "de" : "en" }

    func callAsFunction(_ english: String, _ german: String) -> String { isGerman ? german : english }

    /// A moment in the department's zone: `5 Jan, 09:14`.
    func time(_ instant: Date) -> String {
        let wall = zones.wallTime(at: instant, in: zone)
        let (_, month, day) = wall.day.date
        let minutes = wall.second / 60
        let clock = "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        return isGerman ? "\(day). \(Self.german[month - 1]), \(clock) Uhr" : "\(day) \(Self.english[month - 1]), \(clock)"
    }

    private static let english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let german = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
    ]

    func kind(_ kind: AlertKind) -> String {
        switch kind {
        case .outOfStock: self("Out of stock", "Ausverkauft")
        case .lowStock: self("Low", "Knapp")
        case .backInStock: self("Back in stock", "Wieder lieferbar")
        case .refilled: self("Refilled", "Wieder über der Meldegrenze")
        case .notConfirmed: self("Not so after all", "Doch nicht so")
        case .mismatch: self("Two sources differ", "Zwei Quellen widersprechen sich")
        case .trouble: self("Trouble", "Störung")
        }
    }
}
