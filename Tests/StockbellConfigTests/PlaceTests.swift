import StockbellConfig
import StockbellCore
import Testing

@Suite struct PlaceTests {
    private static let sources =
        #""web-shop": { "platform": "enad", "unsigned": true, "follows": "wms", "mismatchAfter": "10m" }, "#
        + #""wms": { "platform": "enad", "unsigned": true }, "tills": { "platform": "enad", "unsigned": true }"#

    private func found(_ places: String, sources: String = sources) -> [String] {
        read(shop(sources: sources, rest: "\"places\": { \(places) },")).problems.map { "\($0.line): \($0.path): \($0.message)" }
    }

    @Test func aPlaceHasOneNameOverAllSources() throws {
        let places = #""places": { "hamburg": { "name": "Hamburg Süd", "ids": ["web-shop:2", "wms:HAM:1"] }, "linz": { "ids": "tills" } },"#
        let settings = try settings(shop(sources: Self.sources, rest: places))
        #expect(
            settings.places == [
                NamedPlace(
                    key: "hamburg", name: "Hamburg Süd", spots: [.init(source: "web-shop", id: "2"), .init(source: "wms", id: "HAM:1")]),
                NamedPlace(key: "linz", name: "linz", spots: [.init(source: "tills", id: nil)]),
            ])
        #expect(settings.source("web-shop")?.follows == "wms" && settings.source("web-shop")?.mismatchAfter == .seconds(600))
        #expect(settings.source("wms")?.mismatchAfter == .seconds(1800))
        #expect(settings.shelves.named(Place(id: "HAM:1"), of: "wms") == Place(id: "HAM:1", name: "Hamburg Süd", key: "hamburg"))
        #expect(settings.shelves.named(nil, of: "tills")?.key == "linz")
    }

    @Test(arguments: [
        (#""h": { "ids": ["wmss:HAM"] }"#, #"places.h.ids[0]: no source is named "wmss"; did you mean "wms"?"#),
        (#""h": { "ids": ["wms:"] }"#, "places.h.ids[0]: ends with the colon; write the id of the place behind it, or the source alone"),
        (#""h": { "name": "H" }"#, #"places.h: needs "ids", such as "ids": ["web-shop:2", "wms:HAM"]"#),
        (
            #""h": { "ids": ["wms:1"] }, "k": { "ids": ["wms:1"] }"#,
            #"places.k.ids[0]: "wms:1" stands in places.h.ids[0] in line 4 already; a place has one name: leave one out"#
        ),
        (
            #""h": { "name": "H", "ids": "wms:1" }, "k": { "name": "h", "ids": "wms:2" }"#,
            #"places.k: is called "h" like places.h in line 4; people could not tell them apart"#
        ),
        (
            #""h": { "ids": ["wms:1", "tills:1"] }"#,
            #"places.h: is told by tills and wms, and none of them follows another: of a sku there the latest word counts; say which one "follows""#
        ),
    ])
    func whatIsWrongIsNamed(_ places: String, _ problem: String) {
        #expect(found(places) == ["4: \(problem)"])
    }

    @Test(arguments: [
        (
            #""a": "b", "b": "c", "c": "a""#,
            ["sources.a.follows: leads in a circle: a follows b follows c follows a; the one that knows best follows none"]
        ),
        (#""a": "a""#, ["sources.a.follows: is the source itself; name the one that knows better"]),
        (#""a": "x""#, [#"sources.a.follows: no source is named "x"; there are "a", "b", "c": write the name of one of "sources""#]),
        (#""a": "b", "b": "c""#, []),
    ])
    func circlesAreRefused(_ follows: String, _ expected: [String]) {
        let leaders = Dictionary(
            uniqueKeysWithValues: follows.split(separator: ",").map { pair in
                let names = pair.split(separator: "\"").filter { $0.contains { $0.isLetter } }
                return (String(names[0]), String(names[1]))
            })
        let sources = ["a", "b", "c"].map { name in
            let follows = leaders[name].map { ", \"follows\": \"\($0)\"" } ?? ""
            return "\"\(name)\": { \"platform\": \"enad\", \"unsigned\": true\(follows) }"
        }
        let problems = read(shop(sources: sources.joined(separator: ", "))).problems.map { "\($0.path): \($0.message)" }
        #expect(problems.prefix(1) == expected.prefix(1))
    }

    @Test(arguments: ["mismatch", "trouble"])
    func whatIsOfOnePlaceHasNoRuleAcrossAll(_ kind: String) {
        let rules = #""sales": { "rules": [{ "on": ["out-of-stock", "\#(kind)"], "across": "all-places", "send": "mail:a@example.com" }] }"#
        #expect(read(shop(departments: rules)).problems.map(\.path) == ["departments.sales.rules[0].on"])
    }

    @Test func aRuleHearsAllPlacesTogether() throws {
        let rules =
            #""sales": { "rules": [{ "on": "*", "across": "all-places", "send": "mail:a@example.com" }, { "on": "mismatch", "send": "mail:a@example.com" }] }"#
        let found = try settings(shop(departments: rules)).routing.departments[0].rules
        #expect(found.map(\.across) == [.allPlaces, .place] && found.map(\.on) == [AlertKind.stock, [.mismatch]])
    }
}
