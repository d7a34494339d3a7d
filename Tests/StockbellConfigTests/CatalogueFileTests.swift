import FoundationEssentials
import StockbellConfig
import StockbellCore
import Testing

@Suite struct CatalogueFileTests {
    private static func read(_ text: String, _ keys: String = "", thresholds: String = "[{ \"low\": 5 }]", file: String = "catalogue.csv")
        -> ConfigResult
    {
        StockbellConfigTests.read(
            shop(rest: #""catalogue": { "file": "\#(file)"\#(keys) }, "thresholds": \#(thresholds), "defaults": { "currency": "EUR" },"#),
            files: ["/shop/\(file)": text, "/shop/t.csv": "sku;low\nA;9\n"])
    }

    private static func entry(_ result: ConfigResult, sku: String? = "A", item: String = "?", source: String = "shop") -> CatalogueEntry? {
        result.settings?.catalogue?.entry(sku: sku, item: item, source: source)?.value
    }

    /// As Excel writes one row in several countries, and as JSON.
    @Test(arguments: [
        "sku;name;price;leadTime;tags;expectedDate\r\nA;Mühle;1.299,50;9;vip|promo;13.01.2026\r\n",
        "sku,name,price,lead_time,tags,expected-date\nA,Mühle,\"1,299.50\",9 days,\"vip | promo\",2026-01-13\n",
        "\u{FEFF}SKU\tName\tPrice\tLead Time\tTags\tExpected Date\nA\tMühle\t1299,50 €\t9 Tage\tvip|promo\t13.1.2026\n",
        "sep=;\nname;sku;price;leadTime;tags;expectedDate;colour\nMühle;A;EUR 1299,5;9;vip|promo;2026-01-13T00:00:00Z;red\n",
        #"[{"sku":"A","name":"Mühle","price":1299.50,"leadTime":9,"tags":["vip","promo"],"expectedDate":"2026-01-13","more":{"x":1}}]"#,
        #"{"A":{"name":"Mühle","price":"1299.50","leadTime":"9","tags":"vip|promo","expectedDate":"2026-01-13"}}"#,
    ])
    func aRowIsReadWhateverWroteIt(_ text: String) throws {
        let result = Self.read(text)
        #expect(result.problems.isEmpty)
        let entry = try #require(Self.entry(result))
        #expect(entry.name == "Mühle" && entry.price == Decimal(string: "1299.5") && entry.currency == "EUR" && entry.leadTime == 9)
        #expect(entry.tags == ["vip", "promo"] && entry.expectedDate == Date(timeIntervalSince1970: 1_768_305_600))
        #expect(result.tables == ["/shop/catalogue.csv"])
    }

    @Test func columnsGoByTheShopsOwnNames() throws {
        let csv = "Artikelnummer;Bezeichnung;sku\nA;Mühle;other\n"
        let result = Self.read(csv, #", "columns": { "sku": "artikelnummer", "name": "Bezeichnung" }"#)
        #expect(result.problems.isEmpty && Self.entry(result)?.name == "Mühle")
        #expect(
            Self.read(csv, #", "columns": { "name": "Titel" }"#).errors.map(\.message) == [
                #"the file "catalogue.csv" line 1: has no column "Titel", found "Artikelnummer", "Bezeichnung", "sku""#
            ])
        #expect(Self.read(csv, #", "columns": { "nmae": "Titel" }"#).errors.contains { $0.message.contains(#"did you mean "name""#) })
    }

    /// Found by sku, else by the id of its source, else by an id of any.
    @Test func aRowAnswersToItsIdsToo() {
        let result = Self.read("sku;item;name\nA;shop:127|99;a\nB;127;b\nC;;c\n")
        #expect(Self.entry(result, sku: "c")?.name == "c")
        #expect(Self.entry(result, sku: nil, item: "127")?.name == "a")
        #expect(Self.entry(result, sku: "X", item: "127", source: "tills")?.name == "b")
        #expect(Self.entry(result, sku: nil, item: "99", source: "tills")?.name == "a")
        #expect(Self.entry(result, sku: nil, item: "C") == nil)
        let byItem = Self.read("item;name\n127;b\n", #", "key": "item""#)
        #expect(byItem.problems.isEmpty && Self.entry(byItem, sku: nil, item: "127")?.name == "b")
    }

    @Test(arguments: [
        (";n;;;;;;", "has no sku"), ("A;n;;;;;;", #""A" stands in line 2 already, which counts"#),
        ("B;n;cheap;;;;;", #"price: must be a number from 0 to a billion, found "cheap""#),
        ("B;n;1.299;;;;;", #"price: "1.299" may mean thousands; write 1299, or 1.2990 if that is a fraction"#),
        ("B;n;;gone;;;;", #"status: must be one of active, seasonal, discontinued, found "gone""#),
        ("B;n;;;ftp://x;;;", #"url: must begin with https:// or http://, found "ftp://x""#),
        ("B;n;;;;01/02/2026;;", #"expectedDate: must be a day such as 2026-01-13 or 13.01.2026, found "01/02/2026""#),
        ("B;n;;;;31.02.2026;;", #"expectedDate: must be a day such as 2026-01-13 or 13.01.2026, found "31.02.2026""#),
        ("B;n;;;;;5;4", "okAbove, 4, is less than low, 5; an item cannot be well again while it is low"),
        ("B;n;;;;;;;;9", "has 10 cells, the first line 8; put a cell that holds ; in quotes"),
        ("B;K\u{FFFD}ln;;;;;;", "holds a letter that nobody can read; save the file as \"CSV UTF-8\""),
    ])
    func aBadRowIsNamedAndSkipped(_ row: String, _ message: String) {
        let csv = "sku;name;price;status;url;expectedDate;low;okAbove\nA;a;;;;;;\n\(row)\nZ;z;;;;;;\n"
        let result = Self.read(csv)
        #expect(result.problems.map(\.description) == ["catalogue.csv:3:1: warning: \(message)"])
        #expect(Self.entry(result)?.name == "a" && Self.entry(result, sku: "Z")?.name == "z" && Self.entry(result, sku: "B") == nil)
    }

    @Test(arguments: [
        ("", "is empty; its first line names the columns"), ("a;b\n1;2\n", "line 1: has no column \"sku\", found \"a\", \"b\""),
        ("sku;SKU\nA;B\n", "line 1: two columns are named \"sku\""), ("sku;name\nA;\"x\n", "line 2: a quote is opened and never closed"),
        (
            "sku;price\nA;x\nB;y\nC;3\n",
            #"makes no sense in 2 of its 3 rows; the first one, line 2: price: must be a number from 0 to a billion, found "x""#
        ),
        ("[1]", "line 1: must be an object { … }, found a number"),
        ("[{\n\"sku\": \"A\" ", "line 2: expected \",\" or \"}\", found the end of the text"),
    ])
    func whatIsNoCatalogueIsRefused(_ text: String, _ message: String) {
        let found = Self.read(text).errors
        #expect(found.map(\.path) == ["catalogue.file"])
        #expect(found.first?.message == "the file \"catalogue.csv\" \(message)")
    }

    /// The catalogue's rows stand above the first line that is for every item.
    @Test(arguments: [
        ("[{ \"low\": 5 }]", "A", 3, "catalogue.csv line 2"), ("[{ \"low\": 5 }]", "B", 5, "thresholds[0], line 4"),
        ("[{ \"file\": \"t.csv\" }, { \"low\": 5 }]", "A", 9, "t.csv line 2"),
        ("[{ \"where\": { \"category\": \"Garden\" }, \"low\": 7 }, { \"low\": 5 }]", "A", 7, "thresholds[0], line 4"),
        ("[{ \"where\": { \"category\": \"Home\" }, \"low\": 7 }]", "A", 3, "catalogue.csv line 2"), ("[]", "A", 3, "catalogue.csv line 2"),
    ])
    func thresholdsOfTheCatalogueStandBeforeThoseForAll(_ thresholds: String, _ sku: String, _ low: Decimal, _ from: String) throws {
        let settings = try #require(Self.read("sku;low;category\nA;3;Garden\nB;;Garden\n", thresholds: thresholds).settings)
        var subject = Subject(source: "shop", platform: .enad, item: Item(id: sku, sku: sku))
        subject.catalogue = settings.catalogue?.entry(sku: sku, item: sku, source: "shop")
        let decision = settings.thresholds.decide(subject)
        #expect(decision.low == low && decision.lowFrom == from)
    }

    @Test func aLargeFileIsReadInASecond() throws {
        var csv = "sku;name;category;supplier;price\n"
        for number in 0..<12_000 { csv += "SKU-\(number);Item number \(number);Garden;\"Groß; Söhne\";\(number),99\n" }
        let clock = ContinuousClock()
        var result: ConfigResult?
        let time = clock.measure { result = Self.read(csv) }
        #expect(result?.settings?.catalogue?.entries.count == 12_000)
        #expect(time < .seconds(20), "a debug build under load")
    }
}
