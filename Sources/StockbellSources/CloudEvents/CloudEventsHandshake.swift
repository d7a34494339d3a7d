import StockbellCore

/// The validation request that a sender makes before it sends events: whether it may, and how many.
///
/// Source: HTTP 1.1 Web Hooks for Event Delivery 1.0, "Abuse protection". It is no proof of origin, and asks for none: every event that comes
/// then is checked.
enum CloudEventsHandshake {
    /// The headers of our consent; nil where nobody asks for it.
    static func answer(_ request: SourceRequest) -> [Arrival.Header]? {
        guard let origin = request.header("webhook-request-origin"), !origin.isEmpty else { return nil }
        return [
            Arrival.Header(name: "Allow", value: "POST"), Arrival.Header(name: "WebHook-Allowed-Origin", value: origin),
            Arrival.Header(name: "WebHook-Allowed-Rate", value: "*"),
        ]
    }
}
