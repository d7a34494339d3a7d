import FoundationEssentials
import StockbellCore

/// A URL with a host, taken apart.
///
/// What it complains of it never quotes: a URL may be a secret.
struct WebAddress: Hashable, Sendable {
    let scheme: String
    /// Without the brackets of an IPv6 address.
    let host: String
    let port: Int?
    let path: String
    let hasQuery: Bool

    /// Reads a URL of one of these schemes, in lower case, that has a host and neither a user name nor a fragment.
    init(_ text: String, schemes: [String]) throws(Complaint) {
        let starts = schemes.map { "\($0)://" }.joined(separator: " or ")
        guard let scheme = schemes.first(where: { text.lowercased().hasPrefix("\($0)://") }) else {
            throw Complaint("must begin with \(starts)")
        }
        guard text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw Complaint("has a blank or a letter outside ASCII; write those as %XX, and a host name in its xn-- form")
        }
        guard let parts = URLComponents(string: text) else { throw Complaint("is no URL; write \(scheme)://host/path") }
        guard parts.user == nil, parts.password == nil else {
            throw Complaint("holds a user name; those have keys of their own, as URLs end up in logs")
        }
        guard parts.fragment == nil else { throw Complaint("ends in a \"#…\" part, which is never sent; leave it out") }
        // As it is sent: `host` turns xn-- back into letters.
        let host = parts.encodedHost ?? ""
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        guard bare == host ? Host.isNameOrIPv4(bare) : Host.isValid(bare) else {
            throw Complaint("has no valid host; write \(scheme)://host.example.com\(schemes.contains("http") ? "/path" : "")")
        }
        if let port = parts.port, !(1...65_535).contains(port) { throw Complaint("has a port that is not from 1 to 65535") }
        self.scheme = scheme
        self.host = bare
        port = parts.port
        path = parts.path
        hasQuery = parts.query != nil
    }

    var isEncrypted: Bool { scheme.hasSuffix("s") }
}

/// A URL that nobody may print, with its parts.
struct SecretAddress: Hashable, Sendable {
    let address: WebAddress
    let text: String
}

extension Shape<SecretAddress> {
    /// An HTTP URL, such as a hook that is its own password.
    static func httpURL(_ words: String = "an http:// or https:// URL") -> Shape {
        Shape(words, schema: .text(matching: "^[Hh][Tt][Tt][Pp][Ss]?://")) { text, _ throws(Complaint) in
            SecretAddress(address: try WebAddress(text.value, schemes: ["https", "http"]), text: text.value)
        }
    }
}

extension Shape<WebAddress> {
    /// A mail server: scheme, host and port.
    static var smtpURL: Shape {
        Shape("smtp://host or smtps://host", schema: .text(matching: "^[Ss][Mm][Tt][Pp][Ss]?://")) { text, _ throws(Complaint) in
            let address = try WebAddress(hostInASCII(text.value), schemes: ["smtps", "smtp"])
            guard address.path.isEmpty || address.path == "/", !address.hasQuery else {
                throw Complaint("ends in a path; a mail server has none (the name for EHLO is \"helo\")")
            }
            return address
        }
    }

    /// The URL with the letters beyond ASCII of its host in their `xn--` form; as it is where that cannot be.
    private static func hostInASCII(_ url: String) -> String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return url }
        let end = url[start...].firstIndex { "/:?#@[".contains($0) } ?? url.endIndex
        return DomainName.ascii(url[start..<end]).map { url[..<start] + $0 + url[end...] } ?? url
    }
}

extension Shape<String> {
    /// Where the world reaches us: no query, and the slash at the end dropped.
    static var publicURL: Shape {
        Shape("an http:// or https:// URL", schema: .text(matching: "^[Hh][Tt][Tt][Pp][Ss]?://")) { text, _ throws(Complaint) in
            let address = try WebAddress(text.value, schemes: ["https", "http"])
            guard !address.hasQuery else { throw Complaint("ends in a \"?…\" part; paths are added to it, so leave that out") }
            var url = text.value
            while url.hasSuffix("/") { url.removeLast() }
            return url
        }
    }

    /// A URL as another party has it, byte for byte.
    static var registeredURL: Shape {
        Shape("an http:// or https:// URL", schema: .text(matching: "^[Hh][Tt][Tt][Pp][Ss]?://")) { text, _ throws(Complaint) in
            _ = try WebAddress(text.value, schemes: ["https", "http"])
            return text.value
        }
    }
}
