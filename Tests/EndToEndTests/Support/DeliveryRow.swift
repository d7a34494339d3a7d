import Foundation

/// A row of `stockbell deliveries --json`.
struct DeliveryRow: Decodable, Sendable {
    var id: String
    var address: String
    var department: String
    var rule: String
    var type: String
    var state: String
    var reason: String?
    var attempt: Int
    var mayBeDuplicate: Bool
    var answer: String?
    var createdAt: Date
    var dueAt: Date
}
