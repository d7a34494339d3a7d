import Foundation
import StockbellCore

/// The machine's time zone database.
struct Zones: ZoneRules {
    func offset(of zone: String, at instant: Date) -> Int? { TimeZone(identifier: zone)?.secondsFromGMT(for: instant) }
}
