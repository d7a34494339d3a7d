package import FoundationEssentials
package import StockbellCore

/// One silence as `--json` gives it.
package struct SilenceRow: Encodable {
    package var name: String
    /// What it is about, in words.
    package var items: String
    /// Until when it holds; nil: it does not hold now.
    package var until: Date?
    /// The calendar by which it holds; nil: it is for once.
    package var during: String?
    package var then: String
    package var by: String?
    package var because: String?

    package init(_ silence: Silence, now: Date, zones: some ZoneRules) {
        name = silence.name
        items = silence.where.description
        until = silence.end(at: now, zones)
        if case .during(let hours) = silence.span { during = hours.name }
        then = silence.then.rawValue
        by = silence.author ?? (silence.since == nil ? nil : "a command")
        because = silence.because
    }
}
