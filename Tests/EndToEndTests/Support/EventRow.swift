/// A row of `stockbell events --json`.
struct EventRow: Decodable, Sendable {
    var id: String
    var source: String
    var type: String?
    var state: String
    var reason: String
    var quantity: Double?
    /// The alert that it made.
    var alert: String?
}
