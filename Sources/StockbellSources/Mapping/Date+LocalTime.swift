import FoundationEssentials
import StockbellCore

extension Date {
    /// The instant at which clocks in a zone show what clocks in UTC show at this one.
    ///
    /// Where a local time comes twice, as clocks go back, it is the second; where it never comes, as they go forward, the one an hour later.
    func asLocal(in zone: String, _ zones: any ZoneRules) -> Date {
        guard let near = zones.offset(of: zone, at: self),
            let offset = zones.offset(of: zone, at: addingTimeInterval(TimeInterval(-near)))
        else { return self }
        return addingTimeInterval(TimeInterval(-offset))
    }
}
