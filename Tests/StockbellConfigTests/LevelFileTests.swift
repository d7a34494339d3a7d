import FoundationEssentials
import StockbellConfig
import Testing

@Suite struct LevelFileTests {
    @Test(arguments: [
        "sku;place;quantity;time\nA;Hamburg;1.250,5;2026-01-05T08:00:00Z\nB;;-3;\n",
        "SKU,Quantity,Place,Time\nA,\"1,250.5\",Hamburg,2026-01-05T08:00:00Z\nB,-3\n",
        #"[{"sku":"A","place":"Hamburg","quantity":1250.5,"time":"2026-01-05T08:00:00Z"},{"sku":"B","quantity":-3}]"#,
    ])
    func rowsAreLevels(_ text: String) throws {
        let file = try LevelFile(text, name: "levels.csv")
        #expect(file.complaints.isEmpty && file.rows.map(\.item) == ["A", "B"])
        #expect(file.rows.map(\.quantity) == [Decimal(string: "1250.5"), -3])
        #expect(file.rows.map(\.place) == ["Hamburg", nil] && file.rows.map(\.time) == ["2026-01-05T08:00:00Z", nil])
    }

    /// Missing is not zero.
    @Test func aRowWithoutAQuantityIsSkipped() throws {
        let file = try LevelFile("item;sku;quantity\n127;A;\n;;4\n128;;x\n129;D;0\n", name: "levels.csv")
        #expect(file.rows == [.init(item: "129", sku: "D", quantity: 0)])
        #expect(
            file.complaints == [
                "levels.csv:2: has no quantity", "levels.csv:3: has neither sku nor item",
                "levels.csv:4: quantity: must be a number from 0 to a billion, found \"x\"",
            ])
    }

    @Test func whatIsNoTableOfLevelsIsRefused() {
        #expect(throws: LevelFileError.self) { try LevelFile("", name: "levels.csv") }
        let error = #expect(throws: LevelFileError.self) { try LevelFile("sku;price\nA;1\n", name: "levels.csv") }
        #expect(error?.description == "levels.csv needs the columns \"sku\" (or \"item\") and \"quantity\", found \"sku\", \"price\".")
    }
}
