import Crypto

/// Comparisons whose duration tells nothing of what was compared.
enum ConstantTime {
    /// Whether two texts are the same bytes; takes as long for a near miss as for a far one, whatever the lengths.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        // Digests compare in constant time, and being of one length they hide the lengths of what they stand for.
        SHA256.hash(data: Array(left.utf8)) == SHA256.hash(data: Array(right.utf8))
    }
}
