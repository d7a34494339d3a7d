/// What a service counts when it limits a text.
enum LengthUnit: Hashable, Sendable {
    /// UTF-16 units, as JavaScript counts; never less than code points, so right for services that count these too.
    case utf16
    /// Bytes of UTF-8.
    case bytes
    /// Bytes of UTF-8 between the quotes of a JSON string.
    case bytesInJSON

    func length(of text: String) -> Int {
        switch self {
        case .utf16: text.utf16.count
        case .bytes: text.utf8.count
        case .bytesInJSON:
            text.utf8.reduce(0) { sum, byte in
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): sum + 2
                case 0..<0x20: sum + 6
                default: sum + 1
                }
            }
        }
    }
}
