import FoundationEssentials
import StockbellCore
import Testing

@Suite struct TableChangesTests {
    private static func settings(_ names: [String], thresholds: [ThresholdTable.Row] = []) throws -> Settings {
        var settings = try Settings.fixture()
        let entries = names.enumerated().map { number, name in
            var entry = CatalogueEntry(line: number + 2)
            (entry.sku, entry.name) = (name.lowercased(), name)
            return entry
        }
        settings.catalogue = Catalogue(name: "catalogue.csv", entries: entries)
        settings.thresholds.lines.insert(.init(table: ThresholdTable(thresholds), origin: "thresholds.csv"), at: 0)
        return settings
    }

    @Test func rowsAreCountedByWhatBecameOfThem() throws {
        let old = try Self.settings(["a", "b", "c"], thresholds: [.init(sku: "a", low: 1, line: 2)])
        let new = try Self.settings(["x", "c", "B"], thresholds: [.init(sku: "b", low: 2, line: 2), .init(sku: "A", low: 1, line: 3)])
        let changes = TableChanges(from: old, to: new)
        #expect(
            changes.tables.map(\.description) == [
                "catalogue.csv: 1 added, 1 removed, 1 changed; 3 rows now", "thresholds.csv: 1 added, 1 changed; 2 rows now",
            ])
        #expect(changes.objections.isEmpty)
        #expect(TableChanges(from: old, to: old).tables.isEmpty)
    }

    @Test func listsInFilesAreTablesToo() throws {
        func settings(_ entries: [String]) throws -> Settings {
            var settings = try Settings.fixture()
            settings.lists = [ItemList(name: "vip", file: "vip.txt", entries), ItemList(name: "here", entries)]
            return settings
        }
        let changes = TableChanges(from: try settings(["A", "B-*"]), to: try settings(["b-*", "C", "D"]))
        #expect(changes.tables.map(\.description) == ["vip.txt: 2 added, 1 removed; 3 rows now"] && changes.objections.isEmpty)
        #expect(TableChanges(from: try settings(["A"]), to: try settings([])).refused == "vip.txt")
    }

    @Test func aRowThatOnlyMovedIsNoChange() throws {
        #expect(TableChanges(from: try Self.settings(["a", "b"]), to: try Self.settings(["b", "a"])).tables.isEmpty)
    }

    @Test(arguments: [(10, 5, false), (10, 4, true), (9, 1, false), (9, 0, true), (100, 49, true), (4, 400, false)])
    func aFileThatLostMostOfItsRowsIsRefused(before: Int, after: Int, isRefused: Bool) throws {
        let names = (0..<400).map { "n\($0)" }
        let changes = TableChanges(from: try Self.settings(Array(names.prefix(before))), to: try Self.settings(Array(names.prefix(after))))
        #expect(changes.objections == (isRefused ? ["catalogue.csv has \(after) rows and had \(before): it looks cut short"] : []))
        #expect(changes.refused == (isRefused ? "catalogue.csv" : nil))
    }
}
