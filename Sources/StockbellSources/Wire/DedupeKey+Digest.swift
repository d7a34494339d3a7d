import Crypto
import StockbellCore

extension DedupeKey {
    /// A key of what a platform calls the event by; the parts are kept apart, so that ("a", "bc") is not ("ab", "c").
    static func provider(_ parts: String...) -> DedupeKey {
        var hash = SHA256()
        for part in parts {
            withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: Array(part.utf8))
        }
        return DedupeKey(digest: Array(hash.finalize().prefix(16)), strength: .providerID)
    }

    /// A key of the raw body, where a platform calls its events by nothing.
    static func fingerprint(of body: [UInt8]) -> DedupeKey {
        DedupeKey(digest: Array(SHA256.hash(data: body).prefix(16)), strength: .fingerprint)
    }
}
