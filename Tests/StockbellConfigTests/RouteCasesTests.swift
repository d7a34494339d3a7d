import Foundation
import StockbellConfig
import StockbellCore
import Testing

@Suite struct RouteCasesTests {
    private struct Zones: ZoneRules {
        func offset(of zone: String, at instant: Date) -> Int? { TimeZone(identifier: zone)?.secondsFromGMT(for: instant) }
    }

    private static func shop() throws -> Settings {
        try StockbellConfigTests.settings(
            StockbellConfigTests.shop(
                sources: #""wms": { "platform": "enad", "unsigned": true }, "tills": { "platform": "enad", "unsigned": true }"#,
                channels:
                    #""buyers": { "type": "slack", "url": "https://a.example.com/" }, "sms": { "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p" }"#,
                departments: #"""
                    "purchasing": { "rules": [
                      { "name": "VIP", "on": "out-of-stock", "where": { "tag": "vip" }, "send": ["buyers", "sms:@buyer"], "outsideHours": "send" },
                      { "name": "the buyer", "on": "low-stock", "send": "mail:@item.buyer" } ] },
                    "sales": { "rules": [{ "name": "gone", "on": "out-of-stock", "across": "all-places", "send": "mail:sales@example.com" }] },
                    "it": { "hours": "always", "rules": [{ "on": "out-of-stock", "where": { "place": "Hamburg" }, "send": "sms:+49 151 12345679" }] }
                    """#,
                rest: #"""
                    "defaults": { "timeZone": "Europe/Berlin", "hours": "office", "operator": ["mail:@anna", "sms:@buyer"] },
                    "calendars": { "office": { "open": "mon-fri 08:00-18:00" }, "always": { "closed": "12-24" } },
                    "places": { "hamburg": { "name": "Hamburg", "ids": ["wms:HAM", "tills:1"] } },
                    "catalogue": { "file": "c.csv" }, "thresholds": [{ "low": 5 }],
                    "people": { "anna": { "mail": "anna@example.com", "sms": "+4915112345671" } },
                    "duty": { "buyer": { "people": ["anna"], "change": "08:00", "since": "2026-01-05" } },
                    """#),
            files: ["/shop/c.csv": "sku;name;buyer;tags\nTV-55;Fernseher;anna;vip\nCUP-1;Tasse;;\n"])
    }

    private static func differences(_ text: String) throws -> [String] {
        let settings = try shop()
        let table = RouteCases(text, file: "routes.json5", settings: settings)
        #expect(table.problems == [])
        return table.cases.flatMap { RouteTrial($0, in: settings, Zones()).differences }.map {
            (["\($0.line) \($0.subject): \($0.expected) | \($0.got)"] + $0.reasons).joined(separator: "\n")
        }
    }

    @Test func whatIsAsExpectedIsSilent() throws {
        #expect(
            try Self.differences(
                #"""
                [ { "case": "a VIP runs out at night", "event": { "source": "wms", "sku": "tv-55", "place": "hamburg", "was": 3, "quantity": 0, "at": "2026-01-06T03:00" },
                    "expect": { "purchasing": ["buyers", "sms:@buyer"], "sales": false, "otherwise": false, "it": "sms:+49 (151) 12345679" },
                    "when": { "purchasing": "now", "it": "now" } },
                  { "case": "by the platform's id of the place", "event": { "source": "tills", "sku": "X", "place": "1", "quantity": 0 },
                    "expect": { "it": true, "*": [], "otherwise": false } },
                  { "case": "low goes to the buyer, in the morning", "event": { "source": "wms", "sku": "TV-55", "was": 9, "quantity": 5, "at": "2026-03-28T20:00" },
                    "expect": { "purchasing": ["mail:@anna"] }, "when": "2026-03-30T08:00" },
                  { "case": "no buyer", "event": { "source": "wms", "sku": "CUP-1", "quantity": 2 }, "expect": { "purchasing": false, "otherwise": "mail:ops@example.com" } },
                  { "case": "the table's own buyer", "event": { "source": "wms", "sku": "CUP-1", "quantity": 2, "buyer": "eva@example.com" },
                    "expect": { "purchasing": "mail:eva@example.com", "otherwise": false } },
                  { "case": "none anywhere", "event": { "source": "wms", "sku": "X", "across": "all-places", "was": 2, "quantity": 0 },
                    "expect": { "sales": "mail:sales@example.com", "*": false, "otherwise": false } },
                  { "case": "nothing happens", "event": { "source": "wms", "sku": "X", "was": 8, "quantity": 7 }, "expect": { "*": false, "otherwise": false } },
                  { "case": "trouble", "event": { "alert": "trouble", "channel": "mail" }, "expect": { "operator": "sms:@buyer", "*": false } },
                  { "case": "tests never reach a phone", "event": { "source": "wms", "sku": "TV-55", "quantity": 0, "test": true }, "expect": { "purchasing": "buyers" } } ]
                """#) == [])
    }

    @Test func whatDiffersIsSaidWithTheReasonOfEachRule() throws {
        #expect(
            try Self.differences(
                #"""
                [ { "case": "an ordinary article runs out", "event": { "source": "wms", "sku": "CUP-1", "was": 3, "quantity": 0 },
                    "expect": { "purchasing": ["buyers"],
                                "otherwise": false } } ]
                """#) == [
                    """
                    2 purchasing: buyers | nothing
                    no   purchasing / VIP (tag is not in the catalogue)
                    no   purchasing / the buyer (hears low-stock; this is out-of-stock)
                    """,
                    "3 otherwise: nothing | mail:ops@example.com",
                ])
        #expect(
            try Self.differences(
                #"""
                [ { "case": "enough", "event": { "source": "wms", "sku": "CUP-1", "was": 9, "quantity": 8 }, "expect": { "purchasing": true } },
                  { "case": "late", "event": { "source": "wms", "sku": "TV-55", "quantity": 5, "at": "2026-01-06T20:00" }, "expect": { "purchasing": true },
                    "when": { "mail:@anna": "now", "sms:@buyer": "now" } } ]
                """#) == [
                    "1 purchasing: something | nothing\nno alert: with 8 now and 9 before, nothing changes that is worth telling",
                    "3 mail:@anna [purchasing]: now | 2026-01-07T08:00\nit keeps the hours of office", "3 sms:@buyer: now | no message",
                ])
    }

    @Test(arguments: [
        (#"{ "case": "x" }"#, #"routes.json5:1:1: must be a list of cases, found an object"#),
        ("[", "routes.json5:1:2: expected a value, found the end of the text"),
        (
            #"[{ "case": "x", "event": { "source": "wms", "sku": "A", "quantity": 0 } }]"#,
            #"routes.json5:1:2: [0]: needs "expect", such as "expect": { "purchasing": ["buyers"] }"#
        ),
        (one(#""source": "vms", "sku": "A", "quantity": 0"#), #"routes.json5:1:38: [0].event.source: no source is named "vms"; did you mean "wms"?"#),
        (one(#""source": "wms", "quantity": 0"#), #"routes.json5:1:26: [0].event: needs "sku" or "item": what it is about"#),
        (
            one(#""source": "wms", "sku": "A""#),
            #"routes.json5:1:26: [0].event: needs "quantity": how many there are, or "alert": what it amounts to"#
        ),
        (one(#""source": "wms", "sku": "A", "quantiy": 0"#), #"routes.json5:1:57: [0].event.quantiy: unknown key; did you mean "quantity"?"#),
        (
            one(#""source": "wms", "sku": "A", "quantity": 0"#, #"{ "purchase": false }"#),
            #"routes.json5:1:86: [0].expect.purchase: no department is named "purchase"; there are "purchasing", "sales", "it", "otherwise", "operator", "*""#
        ),
        (
            one(#""source": "wms", "sku": "A", "quantity": 0"#, #"{ "sales": "bueyrs" }"#),
            #"routes.json5:1:95: [0].expect.sales: no channel is named "bueyrs"; did you mean "buyers"?"#
        ),
        (
            one(#""source": "wms", "sku": "A", "quantity": 0, "at": "3 Uhr""#),
            #"routes.json5:1:78: [0].event.at: "3 Uhr" is no time; write day and time, "2026-01-06T03:00", as the shop's clocks show it"#
        ),
        (
            one(#""source": "wms", "sku": "A", "quantity": 0"#, #"{ "sales": false }, "when": "now""#),
            #"routes.json5:1:112: [0].when: needs "at" in "event", such as "at": "2026-01-06T03:00": when it happens"#
        ),
    ])
    func aMistakeIsNamedWithItsPlace(text: String, message: String) throws {
        let table = RouteCases(text, file: "routes.json5", settings: try Self.shop())
        #expect(table.problems.map(\.description) == [message])
        #expect(table.cases.isEmpty)
    }

    private static func one(_ event: String, _ expect: String = #"{ "sales": false }"#) -> String {
        "[{ \"case\": \"x\", \"event\": { \(event) }, \"expect\": \(expect) }]"
    }
}
