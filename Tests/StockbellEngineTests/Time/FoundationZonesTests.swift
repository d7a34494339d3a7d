import FoundationEssentials
import StockbellEngine
import Testing

@Suite struct FoundationZonesTests {
    @Test(arguments: [("UTC", 0, 0), ("Europe/Berlin", 3600, 7200), ("America/New_York", -18000, -14400), ("Asia/Kolkata", 19800, 19800)])
    func offsetsFollowTheSeason(_ zone: String, _ winter: Int, _ summer: Int) {
        #expect(FoundationZones().offset(of: zone, at: .start) == winter)
        #expect(FoundationZones().offset(of: zone, at: .start.addingTimeInterval(180 * 86400)) == summer)
    }

    @Test(arguments: ["Europe/Atlantis", "", "Berlin", "../etc/passwd"]) func whatIsNoZoneIsNil(_ zone: String) {
        #expect(FoundationZones().offset(of: zone, at: .start) == nil)
        #expect(!FoundationZones.knows(zone))
    }

    @Test func knownZonesAreKnown() {
        #expect(FoundationZones.knows("Europe/Berlin"))
    }
}
