import Foundation
import StockbellCore
import Testing

@Suite struct OpeningHoursTests {
    private static func at(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private static let officeDays = TimeSpan.weekly(days: [0, 1, 2, 3, 4], from: 480, to: 1080)

    private static func office(_ zone: String = "Europe/Berlin", closed: [TimeSpan] = []) -> OpeningHours {
        OpeningHours(name: "office", timeZone: zone, open: [officeDays], closed: closed)
    }

    private static func yearly(_ from: (Int, Int), _ to: (Int, Int), _ fromMinute: Int = 0, _ toMinute: Int = 1440) throws -> TimeSpan {
        .days(
            from: try #require(YearDay(month: from.0, day: from.1)), fromMinute: fromMinute, to: try #require(YearDay(month: to.0, day: to.1)),
            toMinute: toMinute)
    }

    /// 20 November 2026 is a Friday.
    @Test(arguments: [
        ("2026-11-20T06:59:59Z", false), ("2026-11-20T07:00:00Z", true), ("2026-11-20T16:59:59Z", true), ("2026-11-20T17:00:00Z", false),
        ("2026-11-21T10:00:00Z", false), ("2026-07-20T06:00:00Z", true), ("2026-07-20T16:00:00Z", false),
    ])
    func anOfficeIsOpenByItsOwnClock(instant: String, isOpen: Bool) throws {
        #expect(try Self.office().isOpen(at: Self.at(instant), Zones()) == isOpen)
    }

    @Test(arguments: [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"), ("2026-11-20T17:00:00Z", "2026-11-23T07:00:00Z"),
        ("2026-11-22T23:30:00Z", "2026-11-23T07:00:00Z"),
        // Over the weekend in which clocks go forward, and back.
        ("2026-03-27T17:00:00Z", "2026-03-30T06:00:00Z"), ("2026-10-23T16:00:00Z", "2026-10-26T07:00:00Z"),
    ])
    func whatWaitsComesAtTheNextOpening(from: String, opening: String) throws {
        #expect(try Self.office().opening(from: Self.at(from), Zones()) == Self.at(opening))
    }

    @Test(arguments: [("2027-03-12T23:30:00Z", "2027-03-15T12:00:00Z"), ("2027-11-05T22:00:00Z", "2027-11-08T13:00:00Z")])
    func newYorkChangesItsClocksOnOtherDays(from: String, opening: String) throws {
        #expect(try Self.office("America/New_York").opening(from: Self.at(from), Zones()) == Self.at(opening))
    }

    @Test func whatIsClosedIsPassedOver() throws {
        let hours = Self.office(closed: [
            try Self.yearly((12, 24), (12, 26)), try Self.yearly((1, 1), (1, 1)), try Self.yearly((12, 31), (12, 31), 780),
        ])
        let windows = hours.windows(from: try Self.at("2026-12-23T12:00:00Z"), count: 6, Zones())
        #expect(
            windows.map(\.opens.description) == [
                "2026-12-23 07:00:00 +0000", "2026-12-28 07:00:00 +0000", "2026-12-29 07:00:00 +0000", "2026-12-30 07:00:00 +0000",
                "2026-12-31 07:00:00 +0000", "2027-01-04 07:00:00 +0000",
            ])
        #expect(try windows[4].closes == Self.at("2026-12-31T12:00:00Z"))
    }

    @Test func aNightIsOneWindow() throws {
        let night = OpeningHours(name: "n", timeZone: "Europe/Berlin", open: [.weekly(days: [4], from: 1320, to: 360)])
        #expect(
            try night.windows(from: Self.at("2026-11-20T22:00:00Z"), count: 1, Zones()) == [
                .init(opens: Self.at("2026-11-20T21:00:00Z"), closes: Self.at("2026-11-21T05:00:00Z"))
            ])
        #expect(try night.isOpen(at: Self.at("2026-11-20T23:30:00Z"), Zones()) && !night.isOpen(at: Self.at("2026-11-21T21:30:00Z"), Zones()))
    }

    /// A stock-take over New Year, every year, from six to ten in the evening of the last day.
    @Test func aStretchOfTheYearMayGoOverItsEnd() throws {
        let hours = OpeningHours(name: "recount", timeZone: "UTC", open: [try Self.yearly((12, 30), (1, 2), 360, 1320)])
        #expect(
            try hours.windows(from: Self.at("2026-11-20T00:00:00Z"), count: 2, Zones()) == [
                .init(opens: Self.at("2026-12-30T06:00:00Z"), closes: Self.at("2027-01-02T22:00:00Z")),
                .init(opens: Self.at("2027-12-30T06:00:00Z"), closes: Self.at("2028-01-02T22:00:00Z")),
            ])
        #expect(try hours.isOpen(at: Self.at("2027-01-01T00:00:00Z"), Zones()) && !hours.isOpen(at: Self.at("2027-01-02T22:00:00Z"), Zones()))
    }

    @Test func alwaysAndNeverAreSaid() throws {
        let now = try Self.at("2026-11-20T10:00:00Z")
        let always = OpeningHours(name: "a", timeZone: "Europe/Berlin")
        #expect(always.opening(from: now, Zones()) == now)
        #expect(always.windows(from: now, count: 10, Zones()).map(\.closes) == [nil])
        let past = TimeSpan.days(
            from: try #require(YearDay(year: 2020, month: 1, day: 1)), fromMinute: 0, to: try #require(YearDay(year: 2020, month: 1, day: 5)),
            toMinute: 1440)
        let never = OpeningHours(name: "n", timeZone: "Europe/Berlin", open: [past])
        #expect(never.opening(from: now, Zones()) == nil && never.windows(from: now, count: 10, Zones()).isEmpty)
    }

    /// Clocks in Berlin show 02:00 to 03:00 never on 29 March 2026, and twice on 25 October.
    @Test func theHourThatClocksLeaveOutOrShowTwiceLosesNothing() throws {
        let hours = OpeningHours(name: "h", timeZone: "Europe/Berlin", open: [.weekly(days: [6], from: 120, to: 180)])
        #expect(try hours.windows(from: Self.at("2026-03-28T00:00:00Z"), count: 1, Zones())[0].opens == Self.at("2026-04-05T00:00:00Z"))
        #expect(
            try hours.windows(from: Self.at("2026-10-24T00:00:00Z"), count: 1, Zones()) == [
                .init(opens: Self.at("2026-10-25T00:00:00Z"), closes: Self.at("2026-10-25T02:00:00Z"))
            ])
    }

    /// Whatever the calendar: it is open exactly inside its windows, and the next opening is the next window's beginning.
    @Test(arguments: ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"], 1...12)
    func opennessWindowsAndOpeningsAgree(zone: String, seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let spans = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
            TimeSpan.weekly(
                days: Set((0...6).filter { _ in Bool.random(using: &chance) }), from: 15 * Int.random(in: 0...95, using: &chance),
                to: 15 * Int.random(in: 1...96, using: &chance))
        }
        let hours = OpeningHours(name: "h", timeZone: zone, open: spans, closed: [.weekly(days: [2], from: 600, to: 660)])
        for start in ["2026-03-05T00:00:00Z", "2026-03-27T00:00:00Z", "2026-10-02T00:00:00Z", "2026-10-23T00:00:00Z", "2026-10-30T00:00:00Z"] {
            let begin = try Self.at(start)
            let windows = hours.windows(from: begin, count: 60, Zones())
            for step in 0..<200 {
                let instant = begin.addingTimeInterval(TimeInterval(step) * 1800 + 7)
                guard let last = windows.last, windows.count == 60 ? instant < last.opens : true else { continue }
                let window = windows.first { $0.opens <= instant && instant < $0.closes ?? .distantFuture }
                #expect(hours.isOpen(at: instant, Zones()) == (window != nil), "\(zone) seed \(seed) \(instant)")
                let next = window.map { _ in instant } ?? windows.first { $0.opens > instant }?.opens
                #expect(hours.opening(from: instant, Zones()) == next, "\(zone) seed \(seed) \(instant)")
            }
        }
    }
}
