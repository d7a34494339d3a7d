import StockbellCore

/// config.json as a whole.
struct TopSection: Section {
    var listen: Found<Settings.Endpoint>?
    var publicURL: Found<String>?
    var store: Found<String>?
    var keep: Found<KeepSection>?
    var admin: Found<AdminSection>?
    var defaults: Found<DefaultsSection>?
    var calendars: Found<[Named<CalendarSection>]>?
    var sources: Found<[Named<SourceSection>]>?
    var lists: Found<[Named<ItemList>]>?
    var catalogue: Found<CatalogueSection>?
    var places: Found<[Named<PlaceSection>]>?
    var thresholds: Found<[Found<ThresholdSection>]>?
    var channels: Found<[Named<ChannelSection>]>?
    var people: Found<[Named<[String: String]>]>?
    var duty: Found<[Named<DutySection>]>?
    var departments: Found<[Named<DepartmentSection>]>?
    var silences: Found<[Found<SilenceSection>]>?
    var exclude: Found<[Found<ExcludeSection>]>?
    var otherwise: Found<RuleSection>?

    static let about = About(
        "config", at: "", "The whole file. Comments are allowed, and `\"${NAME}\"` or `\"${file:/run/secrets/x}\"` inside any string.")

    static let first: Set = ["lists"]

    static let keys: [Key<Self>] = [
        .ignored("$schema", "Where an editor finds the description of this file."),
        Key(
            "listen", .endpoint, \.listen, .default("127.0.0.1:8080"), "Where platforms post to: `/events/` and the name of a source.",
            example: "0.0.0.0:8080"),
        Key(
            "publicURL", .publicURL, \.publicURL, .optional, "How the world reaches `listen`, for links in messages and for receipts.",
            example: "https://stock.example.com"),
        Key(
            "store", .path("the path of a file", later: ["postgres", "postgresql"]), \.store, .default("data/stockbell.sqlite"),
            "The SQLite file that holds everything; relative to this file.", example: "/var/lib/stockbell/stockbell.sqlite"),
        Key("keep", .section, \.keep, .default([:]), "How long records are kept.", example: ["quiet": "7d", "told": "90d"]),
        Key("admin", .section, \.admin, .default([:]), "The door for people: pages and API.", example: ["listen": "127.0.0.1:8081"]),
        Key("defaults", .section, \.defaults, .default([:]), "What holds where nothing nearer is said.", example: ["timeZone": "Europe/Berlin"]),
        Key(
            "calendars", .named("calendar", .section), \.calendars, .default([:]), "When somebody is there, by names that you choose.",
            example: ["office": ["open": ["mon-fri 08:00-18:00"], "closed": ["12-24/12-26", "01-01"]]]),
        Key("sources", .named("source", .section), \.sources, .default([:]), "The platforms that post to us, by names that you choose."),
        Key(
            "lists", .itemLists, \.lists, .default([:]), "Named sets of items, for `where`: patterns, or a file of them.",
            example: ["vip": ["file": "vip.txt"], "tests": ["TEST-*"]]),
        Key("catalogue", .section, \.catalogue, .optional, "The shop's own list of items.", example: ["file": "catalogue.csv"]),
        Key(
            "places", .named("place", .section), \.places, .default([:]),
            "Places that several sources tell of, each under one name; what `follows`, `where` and messages go by.",
            example: ["hamburg": ["name": "Hamburg", "ids": ["web-shop:2", "wms:HAM"]]]),
        Key(
            "thresholds", .list(of: .found(.section), "a list of thresholds"), \.thresholds, .default([]),
            "When an item counts as low: top to bottom, the first line that fits wins, key by key.", example: [["low": 5]]),
        Key("channels", .named("channel", .channel), \.channels, .default([:]), "The ways out, by names that you choose."),
        Key(
            "people", .named("person", .person), \.people, .default([:]),
            "An address book: for each, channels and where they reach them. `mail:@anna` is then an address.",
            example: ["anna": ["mail": "anna@example.com", "sms": "+4915112345671"]]),
        Key(
            "duty", .named("rota", .section), \.duty, .default([:]), "Who is on duty when. `sms:@buyer` is then an address.",
            example: ["buyer": ["people": ["anna", "ben"], "change": "mon 08:00", "since": "2026-01-05"]]),
        Key("departments", .named("department", .section), \.departments, .default([:]), "Who wants to know what."),
        Key(
            "silences", .list(of: .found(.section), "a list of silences"), \.silences, .default([]),
            "When nobody hears of some items, and what becomes of that afterwards.",
            example: [["name": "January recount", "during": "office", "then": "summary"]]),
        Key(
            "exclude", .list(of: .found(.section), "a list of exclusions"), \.exclude, .default([]), "Items that nobody hears of.",
            example: [["where": ["list": "tests"], "because": "test items"]]),
        Key(
            "otherwise", .houseRule, \.otherwise, .optional,
            """
            Who hears an alert that no live rule of any department matches: an address, or a rule with `send` and, if you like, `on`, `where`, \
            `limit`, `mode` and `letter`.
            """,
            example: "mail:ops@example.com"),
    ]
}
