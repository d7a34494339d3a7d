/// A link's target as a markup can hold it.
enum LinkTarget {
    /// The URL, if it is one that may be followed: http, https, mailto; nil: it is not.
    static func allowed(_ url: String) -> String? {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        return ["http", "https", "mailto"].contains(scheme) ? url : nil
    }

    /// As it stands between `(` and `)` of Markdown, where a blank or a parenthesis would end it.
    static func markdown(_ url: String) -> String? { allowed(url).map { encode($0, Set("()<>\\|\"'`".utf8)) } }

    /// With all percent-encoded that is no printable ASCII or is named.
    static func encode(_ url: String, _ named: Set<UInt8>) -> String {
        var safe: [UInt8] = []
        for byte in url.utf8 {
            if byte <= 0x20 || byte >= 0x7F || named.contains(byte) { PercentEncoding.append(byte, to: &safe) } else { safe.append(byte) }
        }
        return String(decoding: safe, as: UTF8.self)
    }
}
