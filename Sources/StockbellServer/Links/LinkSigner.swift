import Crypto
import FoundationEssentials
package import StockbellCore

/// Makes links that nobody can make up, and reads them.
///
/// The long form is action, incident, delivery and 96 bits of their HMAC-SHA256, 60 characters. The short one, for SMS, is the second in which the
/// message was made (the first eight digits of its id) and 40 bits of the id's HMAC, 12 characters: whose message it is, is looked up.
/// Both depend on nothing but ids and the key, so that a retry says the same.
package struct LinkSigner: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SymmetricKey
    private static let longMark = 12
    private static let shortMark = 5
    private static let none = [UInt8](repeating: 0, count: 16)

    /// - Parameter key: 32 bytes; never shown.
    package init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The token's text for a URL; nil: an id is no ULID.
    package func text(_ token: LinkToken) -> String? {
        guard let delivery = ULIDBytes.bytes(token.delivery.string) else { return nil }
        guard let incident = token.incident.map({ ULIDBytes.bytes($0.string) }) ?? Self.none else { return nil }
        let plain = [token.action.rawValue] + incident + delivery
        return Base64URL.text(plain + mark(plain, Self.longMark))
    }

    /// nil: it was not made with this key, or for another page.
    package func token(_ text: String, path: String) -> LinkToken? {
        guard let bytes = Base64URL.bytes(text), bytes.count == 33 + Self.longMark, let action = LinkToken.Action(rawValue: bytes[0]),
            action.path == path, isMark(Array(bytes[33...]), of: Array(bytes[..<33]))
        else { return nil }
        let incident = Array(bytes[1..<17])
        return LinkToken(
            action, incident: incident == Self.none ? nil : Incident.ID(ULIDBytes.text(incident)),
            delivery: Delivery.ID(ULIDBytes.text(bytes[17..<33])))
    }

    // MARK: - Short

    /// The short text that leads to a message's incident; nil: the id is no ULID.
    package func shortText(_ delivery: Delivery.ID) -> String? {
        guard let bytes = ULIDBytes.bytes(delivery.string) else { return nil }
        // 48 bits of milliseconds: without the last ten these are what the first eight digits say.
        let milliseconds = bytes.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let second = UInt32(truncatingIfNeeded: milliseconds >> 10)
        return Base64URL.text((0..<4).map { UInt8(truncatingIfNeeded: second >> UInt32(24 - 8 * $0)) } + mark(bytes, Self.shortMark))
    }

    /// How the ids of the messages begin that a short text may mean; nil: it is no such text.
    package func beginning(ofShort text: String) -> String? {
        guard let bytes = Base64URL.bytes(text), bytes.count == 4 + Self.shortMark else { return nil }
        let second = bytes.prefix(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let milliseconds = second << 10
        let time = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * $0)) }
        return String(ULIDBytes.text(time + [UInt8](repeating: 0, count: 10)).prefix(8))
    }

    /// Whether a short text is that message's.
    package func isShort(_ text: String, of delivery: Delivery.ID) -> Bool {
        guard let bytes = Base64URL.bytes(text), bytes.count == 4 + Self.shortMark, let own = ULIDBytes.bytes(delivery.string) else { return false }
        return isMark(Array(bytes[4...]), of: own)
    }

    private func mark(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key).prefix(length))
    }

    /// Looks at every byte whatever the ones before it gave.
    private func isMark(_ given: [UInt8], of bytes: [UInt8]) -> Bool {
        zip(given, mark(bytes, given.count)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
