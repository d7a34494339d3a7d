import FoundationEssentials
import Hummingbird
import StockbellCore

/// Lets in who knows the token: as `Authorization: Bearer <token>`, or as the password of HTTP Basic, which a browser asks for by itself.
struct TokenGuard: Sendable {
    /// nil: everybody is let in.
    let token: Secret?

    func lets(in headers: HTTPFields) -> Bool {
        guard let token else { return true }
        guard !token.isEmpty else { return false }
        return headers[values: .authorization].reduce(false) { found, value in
            Self.isEqual(Self.credential(value), token.reveal()) || found
        }
    }

    private static func credential(_ value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return "" }
        switch parts[0].lowercased() {
        case "bearer":
            return String(parts[1])
        case "basic":
            guard let bytes = Data(base64Encoded: String(parts[1])), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return "" }
            return String(decoding: bytes[bytes.index(after: colon)...], as: UTF8.self)
        default:
            return ""
        }
    }

    /// Looks at every byte whatever the ones before it gave, so that the time tells at most the length.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
