import StockbellCore

/// One of `calendars` of config.json.
struct CalendarSection: Section {
    var open: Found<[[TimeSpan]]>?
    var closed: Found<[[TimeSpan]]>?
    var timeZone: Found<String>?

    static let about = About(
        "calendar", at: "`calendars.*`",
        """
        When somebody is there, by days and clocks of a zone. Days are `mon` to `sun`, `mon-fri`, `mon,wed`, `weekdays`, `weekends` and `daily`; \
        days of the year `12-24`, every year, or `2026-12-24`, once; `08:00-18:00` may go over midnight.
        """)

    static let keys: [Key<Self>] = [
        Key(
            "open", .oneOrMany(.timeSpans), \.open, .optional, "When it is open; always, where this is missing.",
            example: ["mon-fri 08:00-18:00", "sat 09:00-14:00"]),
        Key(
            "closed", .oneOrMany(.closedSpans), \.closed, .optional, "When it is not open all the same: days, or a file of holidays.",
            example: ["12-24/12-26", "01-01"]),
        Key(
            "timeZone", .timeZone, \.timeZone, .optional, "The zone of its clocks; that of the department, where this is missing.",
            example: "Europe/Berlin"),
    ]
}

/// A file of holidays in `closed` of a calendar.
struct CalendarFileSection: Section {
    var ics: Found<[TimeSpan]>?

    static let about = About("calendar-file", at: "`calendars.*.closed[]`", "A file of holidays; only whole days count.")

    static let keys: [Key<Self>] = [
        Key("ics", .holidays, \.ics, .required, "An iCalendar file, relative to this one.", example: "holidays.ics")
    ]
}
