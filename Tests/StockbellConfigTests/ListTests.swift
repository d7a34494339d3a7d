import FoundationEssentials
import StockbellConfig
import StockbellCore
import Testing

@Suite struct ListTests {
    private static let lists = #""lists": { "vip": { "file": "vip.txt" }, "tests": ["TEST-*", "x1"], "one": "ESP-900" },"#

    private func read(_ condition: String, lists: String = Self.lists, files: [String: String] = ["/shop/vip.txt": "ESP-*\n"]) -> ConfigResult {
        StockbellConfigTests.read(
            shop(departments: "\"d\": { \"rules\": [{ \"where\": \(condition), \"send\": \"mail:a@example.com\" }] }", rest: lists), files: files)
    }

    private func skus(_ condition: String, files: [String: String] = ["/shop/vip.txt": "ESP-*\n"]) throws -> [String] {
        let result = read(condition, files: files)
        let rule = try #require(result.settings, "\(result.problems)").routing.departments[0].rules[0]
        return ["ESP-900", "TEST-1", "X1", "TV-2"].filter { sku in
            rule.where.answer(about: Subject(source: "tills", platform: .enad, item: Item(id: "7", sku: sku))).isMatch
        }
    }

    /// It is found though it stands behind the rules.
    @Test(
        arguments: [
            (#"{ "list": "vip" }"#, ["ESP-900"]), (#"{ "list": ["vip", "tests"] }"#, ["ESP-900", "TEST-1", "X1"]),
            (#"{ "list": { "not": "tests" } }"#, ["ESP-900", "TV-2"]), (#"{ "list": { "not": ["tests", "vip"] } }"#, ["TV-2"]),
            (#"{ "list": "one" }"#, ["ESP-900"]), (#"{ "not": { "list": "vip" }, "sku": "*-*" }"#, ["TEST-1", "TV-2"]),
        ])
    func aConditionNamesLists(_ condition: String, _ expected: [String]) throws {
        #expect(try skus(condition) == expected)
    }

    @Test func aFileHasAnArticleNumberALine() throws {
        let text = "\u{FEFF}# our VIPs\r\nESP-900 # the machine\r\n\r\n  TV-*\r\nA#1\r\n"
        let settings = try #require(read(#"{ "list": "vip" }"#, files: ["/shop/vip.txt": TextBytes.text(of: Array(text.utf8))]).settings)
        let list = try #require(settings.lists.first)
        #expect(list.entries == ["ESP-900", "TV-*", "A#1"] && list.file == "vip.txt" && settings.lists.map(\.name) == ["vip", "tests", "one"])
        #expect(list.holds("tv-55") && list.holds("esp-900") && !list.holds("ESP-901"))
        #expect(read(#"{ "list": "vip" }"#).tables == ["/shop/vip.txt"])
    }

    @Test func aLineThatMakesNoSenseIsSkippedAndNamed() {
        let result = read(#"{ "list": "vip" }"#, files: ["/shop/vip.txt": "ESP-900\nTV-1;Television\nB-\u{FFFD}\nESP-901\nX"])
        #expect(
            result.problems.filter { $0.file == "vip.txt" }.map(\.description) == [
                "vip.txt:2:1: warning: holds a semicolon; write one article number a line, and what else there is behind a #",
                "vip.txt:3:1: warning: holds a letter that is not UTF-8; save the file as UTF-8",
            ])
        #expect(result.settings?.lists[0].entries == ["ESP-900", "ESP-901", "X"])
    }

    @Test(
        arguments: [
            ("a;b\nc;d\ne", "makes no sense in most of its lines; the first one, line 1: it holds a semicolon"),
            (nil, "cannot be read; is it there, and open to this user?"),
        ] as [(String?, String)])
    func aFileThatIsNoListIsRefused(_ text: String?, _ message: String) {
        let found = read(#"{ "list": "vip" }"#, files: text.map { ["/shop/vip.txt": $0] } ?? [:]).errors
        #expect(found.map(\.path) == ["lists.vip.file"] && found.first?.message.contains(message) == true)
    }

    @Test(arguments: [
        (#"{ "list": "vp" }"#, #"departments.d.rules[0].where.list: there is no list "vp"; did you mean "vip"?"#),
        (#"{ "list": "gold" }"#, #"departments.d.rules[0].where.list: there is no list "gold"; there are "vip", "tests", "one""#),
        (#"{ "list": 5 }"#, "departments.d.rules[0].where.list: must be the name of a list, found a number; put it in quotes"),
        (#"{ "list": { ">": 3 } }"#, #"departments.d.rules[0].where.list.>: ">" is for numbers, such as a price"#),
        (
            #"{ "quantity": { "under": 3 } }"#,
            #"departments.d.rules[0].where.quantity.under: unknown comparison; there are "<", "<=", ">", ">=", "=""#
        ),
    ])
    func oneMistakeIsOneMessage(_ condition: String, _ message: String) {
        #expect(read(condition).errors.map { "\($0.path): \($0.message)" } == [message])
    }

    @Test(arguments: [
        ("5", "must be a list of patterns such as [\"ESP-900\", \"TV-*\"], or { \"file\": \"vip.txt\" }, found a number"),
        ("{}", #"needs "file", such as "file": "vip.txt""#), ("[]", "must not be empty; leave the key out"),
    ])
    func aListIsPatternsOrAFile(_ list: String, _ message: String) {
        #expect(read("{}", lists: "\"lists\": { \"vip\": \(list) },").errors.map { "\($0.path): \($0.message)" } == ["lists.vip: \(message)"])
    }

    @Test func thresholdsKnowListsAndNoQuantity() throws {
        let good = #""lists": { "vip": ["ESP-*"] }, "thresholds": [{ "where": { "list": "vip" }, "low": 12 }, { "low": 5 }],"#
        let settings = try settings(shop(rest: good))
        let subject = Subject(source: "tills", platform: .enad, item: Item(id: "7", sku: "ESP-900"))
        #expect(settings.thresholds.decide(subject).low == 12)
        let bad = #""thresholds": [{ "where": { "any": [{ "quantity": { "<": 3 } }] }, "low": 12 }],"#
        #expect(StockbellConfigTests.read(shop(rest: bad)).errors.map(\.path) == ["thresholds[0].where"])
    }

    @Test func quantitiesAreCompared() throws {
        let rule = try #require(read(#"{ "quantity": { "<=": 3 } }"#).settings?.routing.departments[0].rules[0])
        let subject = Subject(source: "tills", platform: .enad, item: Item(id: "7"))
        #expect(rule.where.answer(about: subject, quantity: 3).isMatch && !rule.where.answer(about: subject, quantity: 4).isMatch)
        #expect(rule.where.answer(about: subject).reasons == ["quantity is not told by tills"])
    }
}
