import CCurl
import Glibc

/// Tells addresses of the public Internet from all others.
package enum PrivateAddress {
    /// Whether a connection there stays in this machine or its network, or is to no single host.
    ///
    /// A family other than IPv4 and IPv6 counts as private.
    static func contains(_ address: UnsafePointer<sockaddr>, length: Int) -> Bool {
        let bytes = UnsafeRawBufferPointer(start: address, count: length)
        switch Int32(address.pointee.sa_family) {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size: return contains(ipv4: Array(bytes[4..<8]))
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size: return contains(ipv6: Array(bytes[8..<24]))
        default: return true
        }
    }

    /// The same for an address in text; what is none counts as private.
    package static func contains(text: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        // A link-local address may carry its interface.
        let address = text.prefix { $0 != "%" }
        if inet_pton(AF_INET, String(address), &bytes) == 1 { return contains(ipv4: Array(bytes.prefix(4))) }
        if inet_pton(AF_INET6, String(address), &bytes) == 1 { return contains(ipv6: bytes) }
        return true
    }

    /// Four bytes, in network order.
    ///
    /// The list is IANA's of special-purpose addresses, and the clouds' metadata services.
    static func contains(ipv4 bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0, _, _, _), (10, _, _, _), (127, _, _, _): true
        case (100, 64...127, _, _): true  // carrier-grade NAT
        case (169, 254, _, _): true  // link-local; metadata of most clouds
        case (172, 16...31, _, _), (192, 168, _, _): true
        case (168, 63, 129, 16): true  // Azure's metadata
        case (192, 0, 0, _), (192, 0, 2, _), (198, 51, 100, _), (203, 0, 113, _): true  // protocols, documentation
        case (198, 18...19, _, _): true  // benchmarks
        case (224...255, _, _, _): true  // multicast, reserved, broadcast
        default: false
        }
    }

    /// Sixteen bytes, in network order.
    ///
    /// An address that carries an IPv4 one is judged by that.
    static func contains(ipv6 bytes: [UInt8]) -> Bool {
        let isZeroUntil = bytes.firstIndex { $0 != 0 } ?? 16
        if isZeroUntil >= 12 { return true }  // unspecified, loopback, and what is left of ::a.b.c.d
        if isZeroUntil == 10, bytes[10] == 0xFF, bytes[11] == 0xFF { return contains(ipv4: Array(bytes[12...])) }
        switch (bytes[0], bytes[1]) {
        case (0x00, 0x64) where bytes[2] == 0xFF && bytes[3] == 0x9B:  // NAT64, and its local sibling
            return bytes[4..<12].contains { $0 != 0 } || contains(ipv4: Array(bytes[12...]))
        case (0x20, 0x02): return contains(ipv4: Array(bytes[2..<6]))  // 6to4
        case (0x20, 0x01): return bytes[2] == 0 && bytes[3] == 0 || bytes[2] == 0x0D && bytes[3] == 0xB8  // Teredo, documentation
        // Global unicast is 2000::/3; unique local, link-local, site-local, multicast and all unassigned are outside.
        default: return !(0x20...0x3F).contains(bytes[0])
        }
    }
}
