import FoundationEssentials
package import StockbellCore
import StockbellEngine
import StockbellStore

/// What somebody does about an incident by hand, beside a running server or without one.
extension Workplace {
    /// An incident that an id leads to, and the departments that heard of it.
    package struct Case: Sendable {
        package var incident: Incident
        /// The latest alert of it; nil: it is kept no longer.
        package var alert: Alert?
        /// In the order of their names.
        package var departments: [String]
    }

    /// The incident of an event, an alert, an incident or a delivery.
    ///
    /// - Throws: `SetupError` where the id leads to none, or to several.
    package func incident(_ id: String) async throws -> Case {
        let store = try openStore()
        guard let trace = try await store.trace(id) else {
            throw SetupError(["nothing has the id \(id), or several things begin so; `stockbell deliveries` lists ids"])
        }
        let incidents = try await store.incidents(Array(Set(trace.alerts.map(\.incident))))
        let open = incidents.filter(\.isOpen)
        guard let incident = open.count == 1 ? open.first : incidents.count == 1 ? incidents.first : nil else {
            throw SetupError([
                incidents.isEmpty ? "\(id) led to no incident" : "\(id) is about several incidents: name one of their deliveries or alerts"
            ])
        }
        let own = trace.deliveries.filter { $0.id.string.hasPrefix(id) }
        let alerts = trace.alerts.filter { $0.incident == incident.id }
        let told = own.isEmpty ? trace.deliveries : own
        try store.close()
        return Case(incident: incident, alert: alerts.max { $0.decidedAt < $1.decidedAt }, departments: Set(told.map(\.department)).sorted())
    }

    /// Has done what somebody wants.
    ///
    /// - Returns: what the department does about it now; nil: the incident is over.
    package func care(_ order: CareOrder) async throws -> Care? {
        let store = try openStore()
        let (result, _) = try await Self.apply(.care(order), Ledger(settings: settings, zones: FoundationZones()), store, isDryRun: false)
        try store.close()
        return result.cared.first ?? nil
    }
}
