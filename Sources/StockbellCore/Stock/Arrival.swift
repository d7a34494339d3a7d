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

        /// Whether it is called `other`; the case of letters makes no difference (RFC 9110 §5.1).
        package func isNamed(_ other: String) -> Bool {
            name.utf8.count == other.utf8.count && zip(name.utf8, other.utf8).allSatisfy { Self.lowered($0) == Self.lowered($1) }
        }

        private static func lowered(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
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
