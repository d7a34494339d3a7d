package import FoundationEssentials
package import StockbellCore
import StockbellEngine
package import StockbellSources

extension Workplace {
    /// Looks at a captured payload as its source's adapter does, and closer; sends and stores nothing.
    package func diagnose(_ request: SourceRequest, source: SourceSettings, now: Date) -> Diagnosis {
        Diagnosis(request, settings: source, zones: FoundationZones(), now: now)
    }
}
