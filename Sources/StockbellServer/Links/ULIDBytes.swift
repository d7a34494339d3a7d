/// An id as its 16 bytes, and back.
enum ULIDBytes {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// nil: it is no ULID.
    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 26 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for character in text.utf8 {
            guard let digit = digits.firstIndex(of: character), high >> 59 == 0 else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(digit)
        }
        return [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) } }
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var (high, low): (UInt64, UInt64) = (0, 0)
        for byte in bytes {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
        var characters: [UInt8] = []
        for _ in 0..<26 {
            characters.append(digits[Int(low & 31)])
            low = low >> 5 | high << 59
            high >>= 5
        }
        return String(decoding: characters.reversed(), as: UTF8.self)
    }
}
