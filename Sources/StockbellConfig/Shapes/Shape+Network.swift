import JSON5
import StockbellCore

extension Shape<Settings.Endpoint> {
    /// `host:port`, the host of an IPv6 address in brackets.
    static var endpoint: Shape {
        Shape("host:port", schema: .text(matching: "^.+:[0-9]{1,5}$")) { text, _ throws(Complaint) in
            guard let colon = text.value.lastIndex(of: ":"), colon != text.value.startIndex else {
                throw Complaint("\(text.quoted) is no host:port; write \"127.0.0.1:8080\" for this machine only, \"0.0.0.0:8080\" for all networks")
            }
            let digits = text.value[text.value.index(after: colon)...]
            guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(digits), port <= 65_535
            else {
                throw Complaint("\(text.quoted) has no port from 0 to 65535 behind its last colon")
            }
            let host = String(text.value[..<colon])
            let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
            guard bare == host ? Host.isNameOrIPv4(bare) : Host.isValid(bare) else {
                throw Complaint("\(text.quoted) has no valid host; write \"127.0.0.1:8080\", or \"[::1]:8080\" with an IPv6 address")
            }
            return Settings.Endpoint(host: bare, port: port)
        }
    }
}

extension Shape<String> {
    /// The name of a host, or its address.
    static var hostName: Shape {
        Shape("a host name") { text, _ throws(Complaint) in
            guard let name = DomainName.ascii(text.value), Host.isNameOrIPv4(name) else { throw Complaint("\(text.quoted) is no host name") }
            return name
        }
    }
}

extension Shape<[SourceSettings.ExpectedHeader]> {
    /// HTTP headers by name, with values that are secrets.
    ///
    /// - Parameter reserved: in lower case, those that Stockbell writes itself.
    static func headers(reserved: Set<String> = []) -> Shape {
        let words = "an object of headers, { \"x-api-key\": \"…\" }"
        let schema: JSON = [
            "type": "object", "minProperties": 1, "propertyNames": ["pattern": "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$"],
            "additionalProperties": Shape<Secret>.secret.schema,
        ]
        return Shape(words, schema: schema) { written, reading in
            guard case .object(let members) = written.node.value, !members.isEmpty else {
                reading.error("must be \(words)", at: written.place)
                return nil
            }
            var taken: Set<String> = []
            return members.compactMap { member in
                let place = written.place.key(member.key, at: member.position)
                if !(1...64).contains(member.key.utf8.count) || !member.key.utf8.allSatisfy(\.isTokenPart) {
                    reading.error("is no name of a header: letters, digits and hyphens, at most 64", at: place)
                } else if !taken.insert(member.key.lowercased()).inserted {
                    reading.error("this header stands twice; case makes no difference in names of headers", at: place)
                } else if reserved.contains(member.key.lowercased()) {
                    reading.error("Stockbell writes this header itself; leave it out", at: place)
                }
                return Shape<Secret>.secret.read(written.member(member), &reading).map { .init(name: member.key, value: $0) }
            }
        }
    }
}

extension UInt8 {
    /// `tchar` of RFC 9110 section 5.6.2.
    var isTokenPart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}
