package import FoundationEssentials

/// One POST body, kept as it came.
package struct Arrival: Hashable, Sendable, Identifiable {
    package typealias ID = Identifier<Arrival>

    /// What became of the body as a whole; the law's first line.
    package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
        case decoded, duplicate, ignored, quarantined
    }

    package var id: ID
    package var source: String
    package var receivedAt: Date
    /// Headers worth keeping (content type, event type, delivery id); never one that proves origin.
    package var headers: [Header]
    package var body: [UInt8]

    package struct Header: Hashable, Sendable, Codable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(id: ID, source: String, receivedAt: Date, headers: [Header] = [], body: [UInt8]) {
        self.id = id
        self.source = source
        self.receivedAt = receivedAt
        self.headers = headers
        self.body = body
    }
}
