import FoundationEssentials
import StockbellConfig
import StockbellCore
import Testing

@Suite struct ThresholdFileTests {
    private static let config = shop(rest: #""thresholds": [{ "file": "thresholds.csv" }, { "low": 5 }],"#)

    private static func read(_ csv: String) -> ConfigResult { StockbellConfigTests.read(config, files: ["/shop/thresholds.csv": csv]) }

    private static func decide(_ csv: String, _ sku: String, at place: Place? = nil) throws -> Thresholds.Decision {
        let settings = try #require(read(csv).settings)
        return settings.thresholds.decide(Subject(source: "shop", platform: .enad, item: Item(id: "1", sku: sku), place: place))
    }

    /// As spreadsheets of several countries write one table.
    @Test(arguments: [
        "sku;place;low;okAbove;backAbove\nESP-900;;2,5;15;1\n", "sku,place,low,okAbove,backAbove\r\nESP-900,,2.5,15,1\r\n",
        "\u{FEFF}sku;place;low;okAbove;backAbove\r\nESP-900;;2,5;15;1", "sku\tplace\tlow\tokAbove\tbackAbove\nESP-900\t\t2.5\t15\t1\n",
        "sep=;\nsku;place;low;okAbove;backAbove\nESP-900;;2,5;15;1\n", "sku,low,okAbove,backAbove\nESP-900,\"2,5\",15,1\n",
        " SKU ;Name; OKABOVE;Low;backabove\n\n\"ESP-900\";\"Mill; \"\"black\"\"\nand white\";15;2,5;1\n;;;;\n",
        "sku;low;okAbove;backAbove;\"a, b, c, d, e, f, g\"\nESP-900;2.5;15;1;x\n",
        "low;okAbove;backAbove;sku\n2,50;15;1;esp-900;;\n",
    ])
    func aSpreadsheetIsReadAsItWasSaved(_ csv: String) throws {
        #expect(Self.read(csv).problems.isEmpty)
        let decision = try Self.decide(csv, "ESP-900")
        #expect(decision.low == Decimal(string: "2.5") && decision.okAbove == 15 && decision.backAbove == 1)
        #expect(decision.lowFrom?.hasPrefix("thresholds.csv line ") == true)
        #expect(try Self.decide(csv, "OTHER").low == 5)
    }

    /// First match wins, key by key, in the table as below it.
    @Test(
        arguments: [
            ("A", "1", 3, "thresholds.csv line 2", 9), ("a", "LINZ", 3, "thresholds.csv line 2", 9), ("A", "2", 4, "thresholds.csv line 3", 9),
            ("A", nil, 4, "thresholds.csv line 3", 9), ("B", "1", 0, "thresholds.csv line 4", nil), ("C", "1", 5, "thresholds[1], line 4", 7),
        ] as [(String, String?, Decimal, String, Decimal?)])
    func theFirstRowThatFitsDecidesKeyByKey(_ sku: String, _ place: String?, _ low: Decimal, _ from: String, _ okAbove: Decimal?) throws {
        let csv = "sku;place;low;okAbove\nA;Linz;3;\nA;;4;9\nB;;0;\nC;;;7\n"
        let at = place.map { $0 == "1" ? Place(id: "1", name: "Linz") : Place(id: $0) }
        let decision = try Self.decide(csv, sku, at: at)
        #expect(decision.low == low && decision.lowFrom == from && decision.okAbove == okAbove)
    }

    @Test(arguments: [
        (";;3;", "has no sku"), ("B;K\u{FFFD}ln;3;", "holds a letter that is not UTF-8; save the file as \"CSV UTF-8\""),
        ("B;;x;", "low: must be a number from 0 to a billion, found \"x\""),
        ("B;;-1;", "low: must be a number from 0 to a billion, found \"-1\""),
        ("B;;1.000;", "low: \"1.000\" may mean thousands; write 1000, or 1.0000 if that is a fraction"),
        ("B;;5;4", "okAbove, 4, is less than low, 5; an item cannot be well again while it is low"),
        ("a;;7;", "\"a\" stands in line 2 already, which counts"),
        ("B;;1;2;3", "has 5 cells, the first line 4; put a cell that holds ; in quotes"),
    ])
    func aBadRowIsNamedAndSkipped(_ row: String, _ message: String) throws {
        let csv = "sku;place;low;okAbove\nA;;3;\n\(row)\nZ;;4;\n"
        #expect(Self.read(csv).problems.map(\.description) == ["thresholds.csv:3:1: warning: \(message)"])
        #expect(try Self.decide(csv, "A").low == 3 && Self.decide(csv, "Z").low == 4)
        #expect(try Self.decide(csv, "B").low == 5)
    }

    @Test func manyBadRowsAreNamedInPart() {
        let problems = Self.read("sku;low\n" + String(repeating: ";1\n", count: 300)).problems
        #expect(problems.count == 21 && problems.allSatisfy { $0.severity == .warning })
        #expect(problems.last?.description == "thresholds.csv:22:1: warning: and 280 more rows are skipped")
    }

    @Test(arguments: [
        ("", "is empty; its first line names the columns: sku;place;low;okAbove;backAbove"),
        ("A;3\n", "line 1: names no column \"sku\", found \"A\", \"3\""),
        ("sku;price\n", "line 1: names none of the columns \"low\", \"okAbove\" and \"backAbove\", found \"sku\", \"price\""),
        ("sku;low;LOW\n", "line 1: two columns are named \"low\""), ("sku;low\nA;\"3\nB;4\n", "line 2: a quote is opened and never closed"),
    ])
    func whatIsNoTableIsRefused(_ csv: String, _ message: String) {
        #expect(
            Self.read(csv).errors.map(\.description) == ["config.json:4:26: thresholds[0].file: the file \"thresholds.csv\" \(message)"])
    }

    @Test func theFileMustBeThereAndStandAlone() {
        #expect(
            problems(Self.config) == [
                """
                config.json:4:26: thresholds[0].file: the file "thresholds.csv" cannot be read; is it there, and open to this user?
                """
            ])
        let beside = shop(rest: #""thresholds": [{ "file": "t.csv", "low": 5 }],"#)
        #expect(
            problems(beside, files: ["/shop/t.csv": "sku;low\n"]) == [
                "config.json:4:16: thresholds[0]: \"file\" stands alone in its line: the table says for which items, and how many"
            ])
    }
}
