package import FoundationEssentials

/// What can be read back, by commands, pages and the API; never changes anything.
package protocol Records: Sendable {
    /// Stock events, and bodies that held none, oldest first.
    func events(_ query: RecordQuery) async throws -> [EventRecord]
    /// Deliveries, oldest first.
    func deliveries(_ query: RecordQuery) async throws -> [Delivery]
    /// All that belongs to the event, arrival, alert, incident or delivery of that id (or the only one that begins so, from 6 characters on); nil: there is none.
    func trace(_ id: String) async throws -> Trace?
    /// The alerts of those ids, in no order.
    func alerts(_ ids: [Alert.ID]) async throws -> [Alert]
    /// Incidents of those ids, in no order.
    func incidents(_ ids: [Incident.ID]) async throws -> [Incident]
    /// The body that came with that arrival; nil: there is none.
    func body(of arrival: Arrival.ID) async throws -> Arrival?
    /// Kept bodies in the order of their ids, which is that of their coming.
    ///
    /// - Parameters:
    ///   - position: the id of the last one of the page before; nil: from the oldest on.
    ///   - source: nil: of all sources.
    func arrivals(after position: Arrival.ID?, source: String?, limit: Int) async throws -> [Arrival]
    /// What is believed of a source's items, tests left out, in no order.
    func levels(of source: String) async throws -> [Level]
    /// Deliveries whose id begins so, in the order of their ids, at most `limit`.
    func deliveries(beginning prefix: String, limit: Int) async throws -> [Delivery]
    /// All pauses that are stored, over or not, in no order.
    func pauses() async throws -> [Pause]
    /// The configuration of that number, and since when it counted; nil: none is kept.
    func configuration(_ number: Int) async throws -> (since: Date, text: String)?
    /// The silences that commands made, over or not, by name.
    func silences() async throws -> [Silence]
    /// All lines of the suppression list, by channel and recipient.
    func suppressedAddresses() async throws -> [SuppressedAddress]
    /// What of a source waits for a reading of its platform's API, in the order of items and events.
    func awaited(_ source: String, limit: Int) async throws -> [Awaited]
    /// How many deliveries are not finished.
    func unfinishedDeliveries() async throws -> Int
}
