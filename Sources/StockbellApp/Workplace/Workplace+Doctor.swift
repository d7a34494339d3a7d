package import FoundationEssentials
package import StockbellCore
import StockbellEngine
package import StockbellSources

extension Workplace {
    /// Looks at a captured payload as its source's adapter does, and closer; sends and stores nothing.
    package func diagnose(_ request: SourceRequest, source: SourceSettings, now: Date) -> Diagnosis {
        Diagnosis(request, settings: source, zones: FoundationZones(), now: now)
    }

    /// What the store knows of a source.
    ///
    /// - Throws: `SetupError` when there is no store yet.
    package func report(on source: SourceSettings) async throws -> SourceReport {
        let records = try records()
        let events = try await records.events(RecordQuery(source: source.name, limit: SourceReport.latest))
        return SourceReport(source: source.name, events: events, levels: try await records.levels(of: source.name))
    }
}
