package import FoundationEssentials

/// Local time and instants, by the time zone database: FoundationEssentials alone knows no named zone.
package protocol ZoneRules: Sendable {
    /// Seconds east of UTC in the zone at that instant; nil when there is no zone of that name.
    func offset(of zone: String, at instant: Date) -> Int?
}
