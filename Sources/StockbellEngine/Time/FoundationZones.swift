package import Foundation
import StockbellCore

/// The machine's time zone database; the one place that needs all of Foundation.
package struct FoundationZones: ZoneRules {
    package init() {}

    package func offset(of zone: String, at instant: Date) -> Int? {
        TimeZone(identifier: zone)?.secondsFromGMT(for: instant)
    }

    /// Whether there is a zone of that name.
    package static func knows(_ zone: String) -> Bool { TimeZone(identifier: zone) != nil }
}
