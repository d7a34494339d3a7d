import CCurl
package import FoundationEssentials

extension CurlResponse {
    /// What the server's clock said, from its header `Date` (RFC 9110 section 6.6.1); nil if it does not say.
    package var date: Date? {
        guard let text = header("Date") else { return nil }
        let instant = curl_getdate(text, nil)
        return instant < 0 ? nil : Date(timeIntervalSince1970: TimeInterval(instant))
    }
}
