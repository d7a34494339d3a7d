import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct WordingTests {
    private func wording(_ locale: String, zone: String = "Europe/Berlin", now: Date = Fixture.since) throws -> Wording {
        var problems: [LetterError] = []
        let words = LetterWords(LetterShelf(folder: "templates", files: [:]), problems: &problems)
        return Wording(words: try #require(words.words(for: locale)), zone: zone, zones: FakeZones(), now: now)
    }

    @Test(
        arguments: [
            ("0", "0", "0"), ("1", "1", "1"), ("-3", "-3", "-3"), ("999", "999", "999"), ("1168", "1,168", "1.168"),
            ("-1234567", "-1,234,567", "-1.234.567"),
            ("4.5", "4.5", "4,5"), ("1234.25", "1,234.25", "1.234,25"), ("100000", "100,000", "100.000"),
        ] as [(String, String, String)])
    func numbersAreWrittenAsTheLanguageDoes(_ plain: String, _ english: String, _ german: String) throws {
        let value = try #require(Decimal(string: plain))
        #expect(try wording("en").number(value) == english)
        #expect(try wording("de").number(value) == german)
    }

    @Test(
        arguments: [
            (0, "none", "nichts mehr"), (1, "1 pc", "1 Stück"), (4, "4 pcs", "4 Stück"), (-1, "-1 pc", "-1 Stück"),
            (1200, "1,200 pcs", "1.200 Stück"),
        ] as [(Int, String, String)])
    func countsHaveUnitAndPlural(_ value: Int, _ english: String, _ german: String) throws {
        #expect(try wording("en").count(Decimal(value)) == english)
        #expect(try wording("de").count(Decimal(value)) == german)
    }

    @Test(
        arguments: [
            (0.0, "less than a minute", "weniger als einer Minute"), (59, "less than a minute", "weniger als einer Minute"),
            (60, "1 minute", "1 Minute"),
            (119, "1 minute", "1 Minute"), (3599, "59 minutes", "59 Minuten"), (3600, "1 hour", "1 Stunde"), (50_400, "14 hours", "14 Stunden"),
            (86_400, "1 day", "1 Tag"), (3 * 86_400, "3 days", "3 Tagen"), (400 * 86_400, "400 days", "400 Tagen"),
            (-5, "less than a minute", "weniger als einer Minute"),
            (.infinity, "1,157,407 days", "1.157.407 Tagen"),
        ] as [(Double, String, String)])
    func spansAreRoundedToTheirLargestUnit(_ seconds: Double, _ english: String, _ german: String) throws {
        #expect(try wording("en").span(seconds) == english)
        #expect(try wording("de").span(seconds) == german)
    }

    @Test(
        arguments: [
            // Seconds from 2026-01-06 09:14 in Berlin.
            (0.0, "today at 09:14", "heute um 09:14 Uhr"), (-9 * 3600, "today at 00:14", "heute um 00:14 Uhr"),
            (-10 * 3600, "yesterday at 23:14", "gestern um 23:14 Uhr"), (24 * 3600, "tomorrow at 09:14", "morgen um 09:14 Uhr"),
            (-48 * 3600, "on Sun 4 Jan at 09:14", "am Sonntag, 4. Januar, um 09:14 Uhr"),
            (-7 * 86_400, "on Tue 30 Dec 2025 at 09:14", "am Dienstag, 30. Dezember 2025, um 09:14 Uhr"),
            // Summer time: one hour later by the clock.
            (181 * 86_400, "on Mon 6 Jul at 10:14", "am Montag, 6. Juli, um 10:14 Uhr"),
        ] as [(Double, String, String)])
    func momentsAreToldByTheDepartmentsClock(_ seconds: Double, _ english: String, _ german: String) throws {
        let instant = Fixture.since.addingTimeInterval(seconds)
        #expect(try wording("en").when(instant) == english)
        #expect(try wording("de").when(instant) == german)
    }

    @Test(
        arguments: [
            (0.0, "today at 09:14", "heute, 09:14 Uhr", "09:14", "09:14"),
            (-10 * 3600, "yesterday at 23:14", "gestern, 23:14 Uhr", "5 Jan 23:14", "5. Januar 23:14"),
            (24 * 3600, "tomorrow at 09:14", "morgen, 09:14 Uhr", "7 Jan 09:14", "7. Januar 09:14"),
            (-48 * 3600, "Sun 4 Jan at 09:14", "Sonntag, 4. Januar, 09:14 Uhr", "4 Jan 09:14", "4. Januar 09:14"),
            (
                -7 * 86_400, "Tue 30 Dec 2025 at 09:14", "Dienstag, 30. Dezember 2025, 09:14 Uhr", "30 Dec 2025 09:14",
                "30. Dezember 2025 09:14"
            ),
        ] as [(Double, String, String, String, String)])
    func momentsFollowSinceAndFitAnSMS(_ seconds: Double, _ english: String, _ german: String, _ short: String, _ kurz: String) throws {
        let instant = Fixture.since.addingTimeInterval(seconds)
        #expect(try wording("en").moment(instant) == english)
        #expect(try wording("de").moment(instant) == german)
        #expect(try wording("en").short(instant) == short)
        #expect(try wording("de").short(instant) == kurz)
    }

    @Test func theClockChangesWithSummerTime() throws {
        let wording = try wording("en")
        let change = Date(timeIntervalSince1970: 1_774_746_000)
        #expect(wording.iso(change.addingTimeInterval(-1)) == "2026-03-29T01:59:59+01:00")
        #expect(wording.iso(change) == "2026-03-29T03:00:00+02:00")
        let back = Date(timeIntervalSince1970: 1_792_890_000)
        #expect(wording.iso(back.addingTimeInterval(-1)) == "2026-10-25T02:59:59+02:00")
        #expect(wording.iso(back) == "2026-10-25T02:00:00+01:00")
    }

    @Test func aZoneThatNobodyKnowsIsUTC() throws {
        #expect(try wording("en", zone: "Mars/Olympus").iso(Fixture.since) == "2026-01-06T08:14:00Z")
    }

    @Test(
        arguments: [(0.0, "just now"), (59, "just now"), (120, "2 minutes ago"), (3 * 3600, "3 hours ago"), (-600, "in 10 minutes")]
            as [(Double, String)])
    func agoCountsToTheMomentOfSending(_ seconds: Double, _ text: String) throws {
        #expect(try wording("en", now: Fixture.since.addingTimeInterval(seconds)).ago(Fixture.since) == text)
    }

    @Test(
        arguments: [
            (0.0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"), (-.infinity, "0001-01-02T00:00:00Z"), (.nan, "1970-01-01T00:00:00Z"),
        ] as [(Double, String)])
    func datesFollowTheCalendar(_ seconds: Double, _ text: String) {
        #expect(LocalTime(Date(timeIntervalSince1970: seconds), offset: 0).iso == text)
    }

    @Test func weekdaysBeginWithMonday() {
        #expect(LocalTime(Fixture.since, offset: 3600).weekday == 1)
        #expect(LocalTime(Date(timeIntervalSince1970: -86_400), offset: 0).weekday == 2)
    }
}
