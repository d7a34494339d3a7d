/// Host names and addresses, by their spelling alone.
enum Host {
    /// Whether it is a name (RFC 1123 section 2.1, underscores let pass), an IPv4 address, or an IPv6 address without brackets.
    static func isValid(_ host: String) -> Bool { isIPv6(host) || isNameOrIPv4(host) }

    /// Whether it is a name or an IPv4 address.
    static func isNameOrIPv4(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...253).contains(host.utf8.count), labels.allSatisfy(isLabel) else { return false }
        let isNumeric = labels.last.map { $0.utf8.allSatisfy { (48...57).contains($0) } } ?? false
        return !isNumeric || octets(host) != nil
    }

    /// Whether it is this machine itself.
    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || octets(host)?[0] == 127
    }

    /// Whether it is this machine, or an address that no public network has (RFC 6890).
    static func isPrivate(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        if let octets = octets(host) {
            switch (octets[0], octets[1]) {
            case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127): return true
            default: return false
            }
        }
        guard isIPv6(host) else { return false }
        return host == "::1" || host == "::" || host.hasPrefix("fc") || host.hasPrefix("fd") || host.hasPrefix("fe8") || host.hasPrefix("::ffff:")
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { ($0 | 32 >= 97 && $0 | 32 <= 122) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
    }

    private static func octets(_ host: String) -> [Int]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { part in
            (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
        }
        return parts.count == 4 && octets.count == 4 && octets.allSatisfy { $0 <= 255 } ? octets : nil
    }

    private static func isIPv6(_ host: String) -> Bool {
        guard host.utf8.count <= 45, host.contains(":") else { return false }
        let halves = host.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            for (place, group) in groups.enumerated() {
                let isLast = index == halves.count - 1 && place == groups.count - 1
                if isLast, octets(String(group)) != nil {
                    count += 2
                } else if (1...4).contains(group.utf8.count), group.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
                    count += 1
                } else {
                    return false
                }
            }
        }
        return halves.count == 2 ? count <= 7 : count == 8
    }
}
