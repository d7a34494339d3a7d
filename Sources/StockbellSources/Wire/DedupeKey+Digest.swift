import Crypto
import StockbellCore

extension DedupeKey {
    /// A key of what a platform calls the event by; the parts are kept apart, so that ("a", "bc") is not ("ab", "c").
    static func provider(_ parts: String...) -> DedupeKey {
        DedupeKey(digest: digest(of: joined(parts)), strength: .providerID)
    }

    /// A key of what makes an event another one, where its platform calls it by nothing; the parts are kept apart.
    static func fingerprint(_ parts: String..., of body: [UInt8] = []) -> DedupeKey {
        DedupeKey(digest: digest(of: joined(parts) + body), strength: .fingerprint)
    }

    /// A key of the raw body, where a platform calls its events by nothing.
    static func fingerprint(of body: [UInt8]) -> DedupeKey {
        DedupeKey(digest: digest(of: body), strength: .fingerprint)
    }

    private static func joined(_ parts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: part.utf8)
        }
        return bytes
    }

    private static func digest(of bytes: [UInt8]) -> [UInt8] {
        SHA256.hash(data: bytes).withUnsafeBytes { Array($0.prefix(16)) }
    }
}
