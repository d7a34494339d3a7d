/// A mail address with an optional display name (RFC 5322 section 3.4).
package struct Mailbox: Hashable, Sendable, CustomStringConvertible {
    package var name: String?
    /// `local@domain`, ASCII, without quotes; a domain with other letters is in its `xn--` form.
    package var address: String

    /// Reads `address` or `Name <address>`; nil when it is neither, or holds a control character.
    package init?(_ text: String) {
        guard !text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else { return nil }
        if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
            var name = text[..<open].drop { $0 == " " }
            while name.last == " " { name.removeLast() }
            if name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") { name = Self.unquoted(name)[...] }
            self.name = name.isEmpty ? nil : String(name)
            address = String(text[text.index(after: open)...].dropLast())
        } else {
            name = nil
            address = text
        }
        guard let sendable = Self.sendable(address) else { return nil }
        address = sendable
    }

    /// What stands between quotation marks, without the backslashes that protect something there (RFC 5322 section 3.2.4).
    private static func unquoted(_ text: Substring) -> String {
        var result = ""
        var isProtected = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isProtected {
                isProtected = true
            } else {
                result.append(character)
                isProtected = false
            }
        }
        return result
    }

    package var description: String { name.map { "\($0) <\(address)>" } ?? address }

    /// The part behind the `@`.
    package var domain: Substring { address.split(separator: "@").last ?? "" }

    /// The address as a mail server takes it: letters of its domain beyond ASCII in their `xn--` form; nil: it is none.
    package static func sendable(_ text: String) -> String? {
        if isAddress(text) { return text }
        guard let at = text.lastIndex(of: "@"), let domain = DomainName.ascii(text[text.index(after: at)...]) else { return nil }
        let address = text[...at] + domain
        return isAddress(String(address)) ? String(address) : nil
    }

    /// Whether `text` is an address that a mail server will take: dot-atom @ domain, ≤ 254 bytes in all and ≤ 64 before the `@` (RFC 5321 4.5.3.1).
    ///
    /// Between the dots of the domain there are at most 63 letters, digits and hyphens, no hyphen first or last (RFC 1035 section 2.3.1).
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].count) else { return false }
        let isDotAtom: (Substring.UTF8View, String) -> Bool = { part, extra in
            var isAfterDot = true
            let isAtom = part.allSatisfy { byte in
                defer { isAfterDot = byte == UInt8(ascii: ".") }
                switch byte {
                case UInt8(ascii: "."): return !isAfterDot
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"):
                    return true
                default: return extra.utf8.contains(byte)
                }
            }
            // Neither empty nor with a dot at its end.
            return isAtom && !isAfterDot
        }
        return isDotAtom(parts[0], "!#$%&'*+/=?^_`{|}~") && isDotAtom(parts[1], "")
            && parts[1].split(separator: UInt8(ascii: ".")).allSatisfy {
                $0.count <= 63 && $0.first != UInt8(ascii: "-") && $0.last != UInt8(ascii: "-")
            }
    }
}
