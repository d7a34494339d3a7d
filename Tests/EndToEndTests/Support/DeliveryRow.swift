import Foundation

/// A row of `stockbell deliveries --json`.
struct DeliveryRow: Decodable, Sendable {
    var id: String
    var address: String
    var channel: String
    var department: String
    var rule: String
    var type: String
    var state: String
    var reason: String?
    /// The ids of those that it carries.
    var alerts: [String]
    var attempt: Int
    var mayBeDuplicate: Bool
    var answer: String?
    var segments: Int?
    var reported: Reported?
    var createdAt: Date
    var dueAt: Date

    struct Reported: Decodable, Sendable {
        var fate: String
        var detail: String
    }
}
