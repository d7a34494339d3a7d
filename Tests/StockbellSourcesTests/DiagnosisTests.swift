import Foundation
import StockbellCore
import Testing

@testable import StockbellSources

@Suite struct DiagnosisTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func oddities(_ body: String, _ settings: SourceSettings = SourceSettings(name: "s", platform: .enad, isUnsigned: true)) -> [String] {
        Diagnosis(SourceRequest(headers: [], body: Array(body.utf8)), settings: settings, zones: SummerTime(), now: Self.now).oddities
    }

    /// What the documentation's own samples of Digital River do.
    @Test func aLocalTimeInTheGuiseOfUTCIsSeen() throws {
        let body =
            #"{"id":"1","type":"inventory.out_of_stock","data":{"object":{"quantity":0,"timestamp":"2024-01-30T08:49:44.331Z","partNumber":"CCC","fulfiller":"F"}},"createdTime":"2024-01-30T14:49:45.55875Z"}"#
        let odd = oddities(body, SourceSettings(name: "dr", platform: .digitalRiver, isUnsigned: true))
        #expect(odd == ["data.object.timestamp is 6 h before createdTime, to within 2 s: one of them is local time in the guise of UTC"])
    }

    /// Which pairs of times are taken for a shifted zone: hours and seconds between them.
    @Test(
        arguments: [
            ("2024-01-30T08:00:00Z", "2024-01-30T08:01:00Z", false), ("2024-01-30T08:00:00Z", "2024-01-30T08:59:00Z", true),
            ("2024-01-30T08:00:00Z", "2024-01-30T09:02:00Z", false), ("2024-01-30T09:00:00Z", "2024-01-30T08:00:00Z", true),
            ("2024-01-30T08:00:00Z", "2024-01-31T08:00:00Z", false), ("2024-01-30T08:00:00+02:00", "2024-01-30T06:00:30Z", false),
        ])
    func hoursBetweenTwoTimesAreOdd(_ one: String, _ other: String, _ isOdd: Bool) {
        let odd = oddities(#"{"a":["\#(one)"],"b":{"c":"\#(other)"}}"#).filter { $0.contains("guise") }
        #expect(odd.count == (isOdd ? 1 : 0))
    }

    @Test func aTimeWithoutAZoneAndOneAheadOfOursAreOdd() {
        #expect(oddities(#"{"a":"2024-01-30T08:00:00"}"#) == ["a has no time zone; it is read as UTC"])
        #expect(oddities(#"{"a":[{"b":"2027-01-15T08:10:00Z"}]}"#) == ["a[0].b is 10 min ahead of this machine's clock"])
        #expect(oddities(#"{"2024-01-30T08:00:00":"2024-01-30","n":1706601600}"#).isEmpty)
    }

    /// WooCommerce tells each time twice, as the shop's clocks show it and in UTC, and has pictures with times of their own.
    @Test func timesThatAreToldInUTCAsWellAreNotOdd() {
        let body = """
            {"date_created":"2026-11-01T10:00:00","date_created_gmt":"2026-11-01T09:00:00","date_modified":"2026-11-03T10:00:00",
             "date_modified_gmt":"2026-11-03T09:30:00","images":[{"at":"2026-01-01T10:00:00Z"},{"at":"2026-01-01T12:00:00Z"}]}
            """
        #expect(oddities(body).isEmpty)
        #expect(
            oddities(#"{"a":"2026-11-01T10:00:00","b":["2026-11-03T09:30:00"]}"#) == ["a, b[0] have no time zone; they are read as UTC"])
    }

    @Test func whatStockbellCannotKnowIsSaid() {
        let body =
            #"{"event_type":"variant_stock.updated","payload":{"product_variant_number":"A","quantity":-2,"inventory_date":"2026-01-06T09:14:00Z"}}"#
        let odd = oddities(body)
        #expect(odd.contains("A: it names no place") && odd.contains("A: the quantity is -2: sold before it came; it counts as out"))
    }

    @Test func whatIsNoJSONIsStillADiagnosis() {
        let diagnosis = Diagnosis(
            SourceRequest(headers: [], body: Array("{".utf8)), settings: SourceSettings(name: "s", platform: .bigcommerce, secrets: [Secret("x")]),
            zones: SummerTime(), now: Self.now)
        #expect(diagnosis.oddities.isEmpty && diagnosis.verification != .genuine)
        guard case .quarantined = diagnosis.decoded else { return #expect(Bool(false)) }
    }
}
