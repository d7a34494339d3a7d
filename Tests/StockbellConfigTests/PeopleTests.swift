import StockbellConfig
import StockbellCore
import Testing

@Suite struct PeopleTests {
    private static let channels = #"""
        "chat": { "type": "slack", "url": "https://a.example.com/" },
        "sms": { "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p" }
        """#
    private static let anna = #""anna": { "mail": "anna@example.com", "sms": "+49 151 12345671" }"#
    private static let ben = #""ben": { "mail": "ben@example.com", "sms": "+4915112345672" }"#

    /// A shop with people, a rota and one rule; line 4 is what is given.
    private static func shop(people: String = "\(anna), \(ben)", duty: String = "", send: String, files: [String: String] = [:], rest: String = "")
        -> ConfigResult
    {
        StockbellConfigTests.read(
            StockbellConfigTests.shop(
                channels: channels, departments: "\"d\": { \"rules\": [{ \"send\": \(send) }] }",
                rest: "\"people\": { \(people) }, \"duty\": { \(duty) }, \(rest) \"defaults\": { \"operator\": [\"chat\", \"sms:+491511234567\"] },"),
            files: files)
    }

    private static let buyer = #""buyer": { "people": ["anna", "ben"], "change": "mon 08:00", "since": "2026-01-05" }"#

    @Test func anAddressMayNameSomebody() throws {
        let found = Self.shop(duty: Self.buyer, send: #"["mail:@anna", "sms:@buyer", "mail:@ben"]"#)
        #expect(found.problems == [])
        let routing = try #require(found.settings).routing
        #expect(routing.departments[0].rules[0].send.map(\.description) == ["mail:@anna", "sms:@buyer", "mail:@ben"])
        #expect(routing.people.persons[0] == Person(name: "anna", recipients: ["mail": "anna@example.com", "sms": "+4915112345671"]))
        #expect(
            routing.people.rotas == [
                Rota(
                    name: "buyer", people: ["anna", "ben"], change: .init(weekday: 0, minute: 480),
                    since: try #require(LocalDay(year: 2026, month: 1, day: 5)), timeZone: "UTC")
            ])
        #expect(routing.people.classes["sms"] == .sms)
    }

    @Test(arguments: [
        (#""mail:@ana""#, #""mail:@ana": nobody is named "ana"; did you mean "anna"?"#),
        (#""mail:@xy""#, #""mail:@xy": nobody is named "xy"; there are "anna", "ben", "buyer""#),
        (#""chat:@anna""#, #""chat:@anna" takes no recipient: the channel's URL is the destination; write "chat""#),
        (#""@anna""#, #""@anna" names no channel; write "mail:" before it"#),
        (#""mail:@item.buyer""#, #""mail:@item.buyer" needs a "catalogue" that says who buys what; add one, or name somebody"#),
        (#""mail:@item.suplier""#, #""mail:@item.suplier": the catalogue says by "buyer" alone who is told; write "mail:@item.buyer""#),
    ])
    func anAddressThatNamesNobodyIsAnError(address: String, message: String) {
        let found = Self.shop(duty: Self.buyer, send: address)
        #expect(found.errors.map { "\($0.path): \($0.message)" } == ["departments.d.rules[0].send: \(message)"])
    }

    /// Both places are named: where the address stands, and where it is missing.
    @Test func somebodyWithoutThatAddressIsAnError() {
        let people = #""anna": { "mail": "anna@example.com" }, "ben": { "sms": "+4915112345672" }"#
        #expect(
            Self.shop(people: people, send: #"["sms:@anna", "mail:@anna"]"#).errors.map(\.description) == [
                "config.json:4:46: departments.d.rules[0].send[0]: \"sms:@anna\": anna has no \"sms\" (people.anna, line 5); add \"sms\" there"
            ])
        #expect(
            Self.shop(people: people, duty: Self.buyer, send: #""sms:@buyer""#).errors.map(\.message) == [
                "\"sms:@buyer\" means anna by turns (duty.buyer, line 5), who has no \"sms\" (people.anna, line 5); add \"sms\" there"
            ])
    }

    @Test(arguments: [
        (#""anna": { "email": "anna@example.com" }"#, #"people.anna.email: no channel is named "email"; did you mean "mail"?"#),
        (#""anna": { "mail": "anna" }"#, #"people.anna.mail: "anna" is no mail address; write "anna@example.com""#),
        (
            #""anna": { "sms": "0151 12345671" }"#,
            #"people.anna.sms: "0151 12345671" is no telephone number with + and country code; write "+4915112345671""#
        ),
        (#""anna": { "chat": "anna" }"#, #"people.anna.chat: "chat" reaches nobody in particular: its URL is the destination; leave it out"#),
        (#""anna": {}"#, #"people.anna: has no address; write an object of channels and addresses, such as { "mail": "anna@example.com" }"#),
        (
            #""anna": "anna@example.com""#,
            #"people.anna: must be an object of channels and addresses, such as { "mail": "anna@example.com" }, found a text"#
        ),
    ])
    func aPersonsMistakes(person: String, message: String) {
        #expect(Self.shop(people: person, send: "\"chat\"").errors.map { "\($0.path): \($0.message)" } == [message])
    }

    @Test(arguments: [
        (#""change": "mon 8""#, #"buyer.change: "mon 8": "8" is no time of day; write it as "08:00", from "00:00" to "24:00""#),
        (
            #""change": "monday 08:00""#,
            #"buyer.change: "monday 08:00": "monday" is no day of the week; there are mon, tue, wed, thu, fri, sat, sun, and daily"#
        ),
        (#""change": "mon 24:00""#, #"buyer.change: "mon 24:00": the end of a day is the beginning of the next; write "00:00""#),
        (#""since": "5.1.2026""#, #"buyer.since: "5.1.2026" is no day; write year, month and day, "2026-01-05""#),
        (#""since": "2026-02-30""#, #"buyer.since: there is no "2026-02-30""#),
        (#""since": "2026-01-07""#, #"buyer.since: is a wed, and the change is on mon; write "2026-01-05""#),
        (#""people": ["anna", "bn"]"#, #"buyer.people[1]: nobody in "people" is named "bn"; did you mean "ben"?"#),
        (#""people": []"#, "buyer.people: must not be empty; say who takes turns"),
        (
            #""swaps": [{ "from": "2026-02-09", "to": "2026-02-09", "person": "ben" }]"#,
            #"buyer.swaps[0].to: is not after "from"; the swap ends on that day at the time of change"#
        ),
        (
            #""swaps": [{ "from": "2026-02-09", "to": "2026-02-16", "person": "ben" }, { "from": "2026-02-15", "to": "2026-02-17", "person": "anna" }]"#,
            "buyer.swaps[1]: overlaps with duty.buyer.swaps[0], line 5; only one can stand in"
        ),
        (
            #""swaps": [{ "from": "2026-02-09", "to": "2026-02-16", "person": "Ben" }]"#,
            #"buyer.swaps[0].person: nobody in "people" is named "Ben"; did you mean "ben"?"#
        ),
    ])
    func aRotasMistakes(key: String, message: String) {
        let name = key.prefix { $0 != ":" }
        let keys = [#""people": ["anna", "ben"]"#, #""change": "mon 08:00""#, #""since": "2026-01-05""#].filter { !$0.hasPrefix(name) } + [key]
        let found = Self.shop(duty: "\"buyer\": { \(keys.joined(separator: ", ")) }", send: #"["chat", "mail:@buyer"]"#)
        #expect(found.errors.map { "\($0.path): \($0.message)" } == ["duty.\(message)"])
    }

    @Test func aNameIsOfAPersonOrOfARota() {
        let found = Self.shop(duty: Self.buyer.replacing("\"buyer\"", with: "\"Anna\""), send: #""mail:@anna""#)
        #expect(
            found.errors.map { "\($0.path): \($0.message)" } == [
                "duty.Anna: is the name of a person already (people.anna, line 5); an address could mean either, take another"
            ])
    }

    @Test func whoIsNotUsedIsAWarning() {
        #expect(
            Self.shop(duty: Self.buyer.replacing("\"ben\"", with: "\"anna\""), send: "\"chat\"").problems.map {
                "\($0.severity) \($0.path): \($0.message)"
            } == [
                "warning people.ben: no address and no rota names them, such as \"mail:@ben\"",
                "warning duty.buyer: no address names it, such as \"sms:@buyer\"",
            ])
    }

    @Test func aBuyerWhomNobodyKnowsIsAWarning() {
        let found = Self.shop(
            send: #""mail:@item.buyer""#, files: ["/shop/c.csv": "sku,buyer\nA,anna\nB,bernd\nC,\nD,Ben\nE,bernd\nF,eva@example.com\n"],
            rest: #""catalogue": { "file": "c.csv" },"#)
        #expect(
            found.problems.map { "\($0.severity) \($0.path): \($0.message)" } == [
                "warning departments.d.rules[0].send: c.csv names \"bernd\" as buyer, who has no address on mail: add them to \"people\"; "
                    + "until then nobody hears of those 2 items by this address"
            ])
    }

    @Test func theHouseHearsByNameButNotByColumn() {
        let text = StockbellConfigTests.shop(
            channels: Self.channels,
            departments: #""d": { "rules": [{ "on": "trouble", "send": "mail:@item.buyer" }, { "send": ["chat", "sms:@anna"] }] }"#,
            rest: #""people": { \#(Self.anna) }, "catalogue": { "file": "c.csv" }, "defaults": { "operator": ["mail:@anna", "mail:@item.buyer"] },"#
        ).replacing("mail:ops@example.com", with: "mail:@item.buyer")
        #expect(
            Set(read(text, files: ["/shop/c.csv": "sku,buyer\nA,anna\n"]).errors.map { "\($0.path): \($0.message)" }) == [
                "departments.d.rules[0].send: \"mail:@item.buyer\": a trouble is of no item; give it a rule that names somebody",
                "defaults.operator: \"mail:@item.buyer\": a trouble is of no item; name somebody",
                "otherwise: \"mail:@item.buyer\" hears what nobody else hears, so it must lead somewhere; name somebody",
            ])
    }
}
