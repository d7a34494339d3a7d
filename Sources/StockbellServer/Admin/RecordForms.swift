package import StockbellCore

/// How records are written as JSON; the same on the command line and over HTTP.
package struct RecordForms: Sendable {
    package var events: @Sendable ([EventRecord]) throws -> [UInt8]
    package var deliveries: @Sendable ([Delivery]) throws -> [UInt8]
    package var trace: @Sendable (Trace) async throws -> [UInt8]

    package init(
        events: @escaping @Sendable ([EventRecord]) throws -> [UInt8], deliveries: @escaping @Sendable ([Delivery]) throws -> [UInt8],
        trace: @escaping @Sendable (Trace) async throws -> [UInt8]
    ) {
        self.events = events
        self.deliveries = deliveries
        self.trace = trace
    }
}
