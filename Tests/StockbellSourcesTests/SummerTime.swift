import FoundationEssentials
import StockbellCore

/// One zone, "Europe/Berlin", in the one year 2026.
struct SummerTime: ZoneRules {
    func offset(of zone: String, at instant: Date) -> Int? {
        guard zone == "Europe/Berlin" else { return nil }
        return (1_774_746_000..<1_792_890_000).contains(instant.timeIntervalSince1970) ? 7200 : 3600
    }
}
