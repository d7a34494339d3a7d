import CCurl
package import FoundationEssentials

extension CurlResponse {
    /// A longer `Retry-After` is cut to this: one hour.
    ///
    /// Some servers name years, and a wait that long is a message lost.
    package static let longestRetryAfter: Duration = .seconds(3600)

    /// How long the server asks to wait, from its header `Retry-After` (RFC 9110 section 10.2.3); nil if it says nothing of use.
    ///
    /// A number of seconds, a fraction rounded up (some APIs send one), or a date. Nothing, nonsense, zero and the past are nil.
    package func retryAfter(now: Date) -> Duration? {
        guard let text = header("Retry-After") else { return nil }
        // Double alone would also read "nan", "0x10" and "1e9".
        let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard let seconds = isNumber ? Double(text) : Self.seconds(from: now, toDate: text), seconds > 0 else { return nil }
        return min(.seconds(min(seconds, 3600).rounded(.up)), Self.longestRetryAfter)
    }

    private static func seconds(from now: Date, toDate text: String) -> Double? {
        let instant = curl_getdate(text, nil)
        return instant < 0 ? nil : Double(instant) - now.timeIntervalSince1970
    }
}
