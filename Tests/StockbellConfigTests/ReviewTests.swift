import FoundationEssentials
import StockbellConfig
import StockbellCore
import Testing

/// What is sound and does nothing, with where it stands.
@Suite struct ReviewTests {
    private func warnings(_ departments: String, rest: String = "", now: Date? = nil) -> [String] {
        let result = ConfigReader.read(
            text: shop(channels: #""chat": { "type": "slack", "url": "https://a.example.com/" }"#, departments: departments, rest: rest),
            file: "config.json", folder: "/shop", environment: [:], readFile: { _ in throw NoSuchFile() }, isKnownZone: { _ in true }, now: now)
        #expect(result.errors == [])
        return result.warnings.map { "\($0.line) \($0.path): \($0.message)" }
    }

    @Test func rulesThatDoNothingAreNamedWithTheirLines() {
        let rules = """
            "d": { "rules": [
            { "name": "all", "send": "chat" },
            { "name": "again", "on": "out-of-stock", "where": { "sku": "A" }, "send": "chat" },
            { "name": "never", "where": { "category": "Garden" }, "send": "mail:a@example.com" } ] },
            "e": { "rules": [
            { "where": { "backorder": true, "not": {} }, "send": "mail:b@example.com" } ] },
            "f": { "rules": [
            { "send": ["mail:c@example.com", "chat"] } ] }
            """
        #expect(
            warnings(rules) == [
                "5 departments.d.rules[1]: adds nothing: \"all\" before it hears all of that, and sends it there already (departments.d.rules[0], line 4)",
                "6 departments.d.rules[2]: can never fit: category is what a \"catalogue\" says, and there is none",
                "7 departments.e: no alert can reach it, as none of its rules can ever fit",
                "8 departments.e.rules[0]: can never fit: \"not\" leaves out everything",
                "10 departments.f.rules[0]: \"chat\" hears of the same from d too, and gets two messages of one alert (departments.d.rules[0], line 4)",
            ])
    }

    @Test func aDepartmentOfWhichEveryRuleIsOffIsNamed() {
        let rules = #""rules": [{ "on": "restock", "send": "chat", "mode": "off" }, { "send": "mail:a@example.com", "mode": "off" }]"#
        let unused = "2 channels.chat: no rule, operator or \"otherwise\" sends here"
        #expect(warnings("\"d\": { \(rules) }").filter { $0 != unused } == ["3 departments.d: hears nothing, as all of its rules are off"])
        #expect(warnings("\"d\": { \(rules), \"mode\": \"off\" }").filter { $0 != unused } == [])
    }

    @Test func aListThatNothingAsksForIsNamed() {
        #expect(
            warnings(
                #""d": { "rules": [{ "where": { "any": [{ "sku": "A" }, { "list": { "not": "used" } }] }, "send": "chat" }] }"#,
                rest: #""lists": { "used": ["A"], "idle": ["B"] },"#) == [
                    "4 lists.idle: no condition asks for it, such as \"where\": { \"list\": \"idle\" }"
                ])
    }

    /// Words are compared with the catalogue as it is; one that cannot be read is a problem of its own.
    @Test func aWordThatNothingInTheCatalogueHasIsNamed() {
        let text = shop(
            channels: #""chat": { "type": "slack", "url": "https://a.example.com/" }"#,
            departments: #"""
                "d": { "rules": [
                { "where": { "category": "Gardn", "supplier": { "not": ["Sonne*", "Mond"] } }, "send": "chat" },
                { "where": { "tag": ["VIP", "promo"], "buyer": "anna" }, "send": "mail:a@example.com" } ] }
                """#, rest: #""catalogue": { "file": "c.csv" },"#)
        func found(_ files: [String: String]) -> [String] { read(text, files: files).problems.map { "\($0.line) \($0.path): \($0.message)" } }
        #expect(
            found(["/shop/c.csv": "sku;category;supplier;tags\nA;Garden;Sonne AG;vip\nB;Coffee;;"]) == [
                "4 departments.d.rules[0]: asks for the category \"Gardn\", which nothing in c.csv has; did you mean \"Garden\"?",
                "4 departments.d.rules[0]: asks for the supplier \"Mond\", which nothing in c.csv has",
                "5 departments.d.rules[1]: asks for the tag \"promo\", which nothing in c.csv has",
            ])
        #expect(found([:]).count == 1)
    }

    @Test func aCalendarThatNeverOpensIsNamed() {
        let calendars = """
            "calendars": { "past": { "open": "2024-12-24" }, "never": { "open": "mon-fri 08:00-18:00", "closed": "daily" },
            "yearly": { "open": "12-24" }, "office": { "open": "mon-fri 08:00-18:00" }, "always": { "closed": "12-24" } },
            """
        let rules = #""d": { "rules": [{ "send": ["chat"] }] }"#
        #expect(
            warnings(rules, rest: calendars, now: Date(timeIntervalSince1970: 1_767_600_000)) == [
                "4 calendars.past: is not open within a year from now; what waits for it would wait as long",
                "4 calendars.never: is not open within a year from now; what waits for it would wait as long",
            ])
        #expect(warnings(rules, rest: calendars).isEmpty)
    }
}
