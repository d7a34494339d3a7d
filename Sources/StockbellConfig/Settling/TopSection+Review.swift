import FoundationEssentials
import JSON5
import StockbellCore

extension TopSection {
    /// A year and a day, whatever the zone.
    private static let longestClosed: TimeInterval = 367 * 86_400

    /// Says of settings that can be used what of them does nothing.
    func review(_ settings: Settings, _ reading: inout Reading) {
        for list in lists?.value ?? [] where !reading.usedLists.contains(list.name) {
            reading.warn("no condition asks for it, such as \"where\": { \"list\": \(list.name.quoted) }", at: list.place)
        }
        // Without a table that cannot be read there is nothing to judge by.
        guard catalogue == nil || settings.catalogue != nil else { return }
        for finding in RoutingReview(settings).findings + CatalogueReview(settings).findings {
            let department = departments?.value.first { $0.name == finding.department }?.place
            guard let place = finding.rule.flatMap({ reading.rules[$0] }) ?? department else { continue }
            let other = finding.other.flatMap { reading.rules[$0] }.map { " (\($0.inLine))" } ?? ""
            reading.warn(finding.message + other, at: place)
        }
    }

    /// Names the calendars that do not open.
    func reviewHours(_ settings: Settings, _ reading: inout Reading) {
        guard let now = reading.now else { return }
        for (named, hours) in zip(calendars?.value ?? [], settings.calendars) {
            let opening = hours.opening(from: now, Greenwich())
            if opening.map({ $0.timeIntervalSince(now) > Self.longestClosed }) ?? true {
                reading.warn("is not open within a year from now; what waits for it would wait as long", at: named.place)
            }
        }
    }
}
