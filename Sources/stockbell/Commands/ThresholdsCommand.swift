import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell thresholds SKU`: which line of `thresholds` decides when an item is low.
struct ThresholdsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thresholds", abstract: "Say when an item counts as low, and which line of config.json decides it.")

    private struct Row: Encodable {
        var source: String
        var sku: String
        var place: String?
        var decision: Thresholds.Decision
    }

    @Argument(help: "The article number.") var sku: String
    @Option(help: "Only for this source.") var source: String?
    @Option(help: "At this place.") var place: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let settings = try Workplace.open(config.config).settings
        let sources = try source.map { [try settings.wanted(source: $0)] } ?? settings.sources
        let rows = sources.map { source in
            var subject = Subject(
                source: source.name, platform: source.platform, item: Item(id: sku, sku: sku), place: place.map { Place(id: $0, name: $0) })
            subject.catalogue = settings.catalogue?.entry(sku: sku, item: sku, source: source.name)
            return Row(source: source.name, sku: sku, place: place, decision: settings.thresholds.decide(subject))
        }
        if output.json { return try Output.json(rows) }
        for row in rows {
            let decision = row.decision
            let low = decision.low.map { $0 > 0 ? "low at \($0) or less" : "never low" } ?? "never low: no line of `thresholds` matches"
            let okAbove = decision.okAbove.map { ", ok again above \($0) (\(decision.okAboveFrom ?? ""))" } ?? ""
            let backAbove = decision.backAbove.map { ", back in stock above \($0) (\(decision.backAboveFrom ?? ""))" } ?? ""
            print("\(row.source): \(sku) is \(low)\(decision.lowFrom.map { " (\($0))" } ?? "")\(okAbove)\(backAbove)")
        }
    }
}
