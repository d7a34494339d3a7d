import StockbellConfig
import StockbellCore
import Testing

@Suite struct CalendarTests {
    private static func calendar(_ open: String, _ closed: String = "[]", files: [String: String] = [:]) -> ConfigResult {
        let key = closed == "[]" ? "" : ", \"closed\": \(closed)"
        return StockbellConfigTests.read(
            shop(rest: "\"calendars\": { \"office\": { \"open\": \(open)\(key) } },"), files: files)
    }

    private static func days(_ from: (Int?, Int, Int), _ fromMinute: Int, _ to: (Int?, Int, Int), _ toMinute: Int) throws -> TimeSpan {
        .days(
            from: try #require(YearDay(year: from.0, month: from.1, day: from.2)), fromMinute: fromMinute,
            to: try #require(YearDay(year: to.0, month: to.1, day: to.2)), toMinute: toMinute)
    }

    @Test(
        arguments: [
            ("mon-fri 08:00-18:00", [.weekly(days: [0, 1, 2, 3, 4], from: 480, to: 1080)]),
            ("Weekdays 00:00-24:00", [.weekly(days: [0, 1, 2, 3, 4], from: 0, to: 1440)]),
            ("sat", [.weekly(days: [5], from: 0, to: 1440)]), ("fri-mon 22:00-06:00", [.weekly(days: [4, 5, 6, 0], from: 1320, to: 360)]),
            (
                "mon,wed,fri-sat 08:00-12:00, 13:00-17:00",
                [.weekly(days: [0, 2, 4, 5], from: 480, to: 720), .weekly(days: [0, 2, 4, 5], from: 780, to: 1020)]
            ),
        ] as [(String, [TimeSpan])])
    func daysOfTheWeekAreReadAsPeopleWriteThem(text: String, spans: [TimeSpan]) throws {
        let found = Self.calendar("\"\(text)\"")
        #expect(found.problems.isEmpty)
        #expect(try #require(found.settings).calendars.first?.open == spans)
    }

    @Test func daysOfTheYearComeEveryYearOrOnce() throws {
        let found = Self.calendar(
            #"["01-02 06:00 / 01-05 22:00"]"#, #"["12-24/12-26", "01-01", "2026-05-01", "2026-12-30 / 2027-01-03"]"#)
        #expect(found.problems.isEmpty)
        let calendar = try #require(found.settings?.calendars.first)
        #expect(try calendar.open == [Self.days((nil, 1, 2), 360, (nil, 1, 5), 1320)])
        #expect(
            try calendar.closed == [
                Self.days((nil, 12, 24), 0, (nil, 12, 26), 1440), Self.days((nil, 1, 1), 0, (nil, 1, 1), 1440),
                Self.days((2026, 5, 1), 0, (2026, 5, 1), 1440), Self.days((2026, 12, 30), 0, (2027, 1, 3), 1440),
            ])
    }

    @Test func holidaysComeFromAnICalendarFile() throws {
        let ics = """
            \u{FEFF}BEGIN:VCALENDAR\r
            VERSION:2.0\r
            BEGIN:VEVENT\r
            DTSTART;VALUE=DATE:20260101\r
            DTEND;VALUE=DATE:20260102\r
            SUMMARY:New Year\r
            RRULE:FREQ=YEARLY\r
            END:VEVENT\r
            BEGIN:VEVENT\r
            DTSTART;VALUE=DATE:202604\r
             03\r
            SUMMARY:Good Friday\r
            END:VEVENT\r
            BEGIN:VEVENT\r
            DTSTART;TZID=Europe/Berlin:20260410T090000\r
            SUMMARY:Team lunch\r
            END:VEVENT\r
            BEGIN:VEVENT\r
            DTSTART;VALUE=DATE:20260606\r
            STATUS:CANCELLED\r
            END:VEVENT\r
            END:VCALENDAR\r

            """
        let found = Self.calendar(#""mon-fri""#, #"[{ "ics": "h.ics" }]"#, files: ["/shop/h.ics": ics])
        #expect(
            found.problems.map(\.description) == [
                "h.ics:14:1: warning: \"Team lunch\" is passed over: only whole days count, and it begins at 20260410T090000"
            ])
        #expect(
            try #require(found.settings).calendars.first?.closed == [
                Self.days((nil, 1, 1), 0, (nil, 1, 1), 1440), Self.days((2026, 4, 3), 0, (2026, 4, 3), 1440),
            ])
    }

    @Test(arguments: [
        (#""8-18""#, #""8-18": "8-18" is no day; write month and day, "12-24", with a year before it or without"#),
        (
            #""mon-fry 08:00-18:00""#,
            #""mon-fry 08:00-18:00": "fry" is no day; there are mon, tue, wed, thu, fri, sat, sun, weekdays, weekends and daily"#
        ),
        (#""mon-fri 8:00-18:00""#, #""mon-fri 8:00-18:00": "8:00" is no time of day; write it as "08:00", from "00:00" to "24:00""#),
        (#""mon-fri 08:00""#, #""mon-fri 08:00" is no opening time: write the hours as "08:00-18:00""#),
        (#""mon 08:00-08:00""#, #""mon 08:00-08:00": from 08:00 to 08:00 there is no time"#),
        (#""02-30""#, #""02-30": there is no "02-30""#), (#""01-02 06:00""#, #""01-02 06:00" has no end; write "01-02 06:00 / 01-05 22:00""#),
        (#""2026-01-02/01-05""#, #""2026-01-02/01-05": write the year on both sides, or on none"#),
        (#""2026-01-05/2026-01-02""#, #""2026-01-05/2026-01-02" ends before it begins"#),
        ("7", #"must be an opening time such as "mon-fri 08:00-18:00" or "12-24/12-26" or a list of them, found a number"#),
    ])
    func aLineThatIsNoTimeSaysWhatToWrite(open: String, message: String) {
        let found = Self.calendar(open)
        #expect(found.errors.map { $0.message.hasPrefix(message.hasSuffix("number") ? "must be" : message) } == [true], "\(found.errors)")
    }

    @Test func hoursNameACalendarThatThereIs() throws {
        let rules = #""rules": [{ "send": "mail:a@example.com" }]"#
        let text = """
            { "channels": { "mail": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@example.com" } },
              "calendars": { "office": { "open": "mon-fri 08:00-18:00" } },
              "defaults": { "timeZone": "Europe/Berlin", "hours": "office", "outsideHours": { "mail": "send", "*": "later" } },
              "departments": { "a": { \(rules) }, "b": { "timeZone": "Europe/Vienna", "outsideHours": "send", \(rules) } } }
            """
        let routing = try #require(StockbellConfigTests.read(text).settings).routing
        #expect(routing.departments.map(\.hours?.timeZone) == ["Europe/Berlin", "Europe/Vienna"])
        #expect(routing.departments[0].outsideHours.choice(for: "mail") == .send && routing.departments[0].outsideHours.choice(for: "x") == .later)
        #expect(routing.departments[1].outsideHours.choice(for: "x") == .send)
        let misspelt = StockbellConfigTests.read(text.replacing("\"hours\": \"office\"", with: "\"hours\": \"offices\""))
        #expect(misspelt.errors.map(\.message) == ["there is no calendar \"offices\"; did you mean \"office\"?"])
        let foreign = StockbellConfigTests.read(text.replacing("{ \"mail\": \"send\",", with: "{ \"mall\": \"send\","))
        #expect(foreign.errors.map(\.message) == ["there is no channel \"mall\"; did you mean \"mail\"?"])
    }
}
